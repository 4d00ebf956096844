namespace ConsultBot.Domain.Messages;

/// <summary>The three languages of the desk. Kazakh comes first everywhere.</summary>
public enum Language
{
    Kk,
    Ru,
    En,
}

public static class Languages
{
    public static IReadOnlyList<Language> All { get; } = [Language.Kk, Language.Ru, Language.En];

    /// <summary>The code used in data, cookies and addresses: kk, ru, en.</summary>
    public static string Code(this Language language) => language switch
    {
        Language.Kk => "kk",
        Language.Ru => "ru",
        _ => "en",
    };

    /// <summary>Reads <c>kk</c>, also as the head of a tag such as <c>kk-KZ</c>; null for anything else.</summary>
    public static Language? Parse(string? code)
    {
        if (code is null)
            return null;

        var head = code.AsSpan();
        var dash = head.IndexOfAny('-', '_');
        if (dash > 0)
            head = head[..dash];

        return head switch
        {
            _ when head.Equals("kk", StringComparison.OrdinalIgnoreCase) => Language.Kk,
            _ when head.Equals("ru", StringComparison.OrdinalIgnoreCase) => Language.Ru,
            _ when head.Equals("en", StringComparison.OrdinalIgnoreCase) => Language.En,
            _ => null,
        };
    }
}
