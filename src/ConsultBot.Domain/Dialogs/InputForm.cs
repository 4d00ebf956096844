namespace ConsultBot.Domain.Dialogs;

/// <summary>The form of a typed word such as <c>a:{a}</c>: fixed characters and one captured word. No pattern language, so no slow input.</summary>
public sealed record InputForm(string Prefix, string Slot, string Suffix)
{
    /// <summary>Null when the text is not "prefix {slot} suffix".</summary>
    public static InputForm? Parse(string text)
    {
        var open = text.IndexOf('{', StringComparison.Ordinal);
        var close = text.IndexOf('}', StringComparison.Ordinal);
        return open < 0 || close < open + 2 ? null : new InputForm(text[..open], text[(open + 1)..close], text[(close + 1)..]);
    }

    /// <summary>The captured word; null when the text has another form or the word is empty or has spaces.</summary>
    public string? Match(string text)
    {
        if (text.Length <= Prefix.Length + Suffix.Length
            || !text.StartsWith(Prefix, StringComparison.Ordinal) || !text.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return null;
        }

        var word = text[Prefix.Length..^Suffix.Length];
        return word.Any(char.IsWhiteSpace) ? null : word;
    }

    public override string ToString() => $"{Prefix}{{{Slot}}}{Suffix}";
}
