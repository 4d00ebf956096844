using System.Text;

namespace ConsultBot.Application.Consultations;

/// <summary>Words from outside, made fit for storage.</summary>
public static class InputText
{
    /// <summary>Without NUL and lone surrogates, line ends as <c>\n</c>.</summary>
    public static string Clean(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is not (0 or 0xFFFD))
                result.Append(rune.ToString());
        }

        return result.ToString();
    }
}
