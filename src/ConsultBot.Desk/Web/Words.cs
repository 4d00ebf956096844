namespace ConsultBot.Desk.Web;

/// <summary>Finds web addresses in plain text, so that a page can make links of them.</summary>
internal static class Words
{
    private const string Scheme = "https://";

    /// <summary>The text cut into parts; a part with an address is a link.</summary>
    public static IEnumerable<(string Text, string? Link)> Parts(string text)
    {
        var from = 0;
        while (text.IndexOf(Scheme, from, StringComparison.Ordinal) is var start and >= 0)
        {
            var end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('<' or '>' or '"' or '«' or '»'))
            {
                end++;
            }

            // A stop after an address ends the sentence, not the address.
            while (text[end - 1] is '.' or ',' or ';' or ':' or ')' or '!' or '?')
            {
                end--;
            }

            if (start > from)
                yield return (text[from..start], null);

            yield return end - start > Scheme.Length ? (text[start..end], text[start..end]) : (text[start..end], null);
            from = end;
        }

        if (from < text.Length)
            yield return (text[from..], null);
    }
}
