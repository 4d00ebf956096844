using System.Text;

namespace ConsultBot.Domain.Conversations;

/// <summary>A text for those who read slowly or by ear: a sentence a line, no emoji.</summary>
public static class SimpleText
{
    // Shorter words before a full stop are abbreviations.
    private const int ShortestLastWord = 4;

    public static string Of(string text)
    {
        var lines = new StringBuilder(text.Length + 16);
        var space = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsPicture(rune))
                continue;

            if (rune.Value == ' ')
            {
                space = lines.Length > 0 && lines[^1] != '\n';
                continue;
            }

            if (space && rune.Value != '\n')
                lines.Append(Rune.IsUpper(rune) && EndsSentence(lines) ? '\n' : ' ');

            space = false;
            lines.Append(rune.ToString());
        }

        return lines.ToString();
    }

    private static bool EndsSentence(StringBuilder text)
    {
        if (text[^1] is '!' or '?')
            return true;
        if (text[^1] != '.')
            return false;

        var word = 0;
        for (var i = text.Length - 2; i >= 0 && char.IsLetterOrDigit(text[i]); i--)
            word++;

        return word >= ShortestLastWord;
    }

    // Pictographs, dingbats and other symbols, flags, and the joiners that glue them.
    private static bool IsPicture(Rune rune) => rune.Value is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2600 and <= 0x27BF) or (>= 0x2B00 and <= 0x2BFF)
        or (>= 0xE0020 and <= 0xE007F) or 0xFE0F or 0x200D or 0x20E3;
}
