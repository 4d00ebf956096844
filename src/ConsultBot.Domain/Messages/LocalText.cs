namespace ConsultBot.Domain.Messages;

/// <summary>A text that exists in all three languages.</summary>
public sealed record LocalText(string Kk, string Ru, string En)
{
    public string In(Language language) => language switch
    {
        Language.Kk => Kk,
        Language.Ru => Ru,
        _ => En,
    };

    /// <summary>The same words in each language: for names and numbers that are not translated.</summary>
    public static LocalText Same(string text) => new(text, text, text);
}
