using System.Globalization;

namespace ConsultBot.Domain.Conversations;

/// <summary>The number of a consultation as people type it: Latin K or Cyrillic К, any case, dashes and spaces or none, the year left out.</summary>
public static class TalonNumber
{
    public const string Pattern = "K-2026-000123";

    private const int Digits = 6;

    public static string Format(int year, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"K-{year:0000}-{number:000000}");

    /// <summary>The number in its one written form; null when the whole text is no such number.</summary>
    /// <param name="year">This year, for numbers without one.</param>
    public static string? Read(string text, int year)
    {
        if (text.Length > 40)
            return null;

        var bare = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '—' or '№'))).ToUpperInvariant();
        if (bare.Length < 2 || bare[0] is not ('K' or 'К'))
            return null;

        var digits = bare[1..];
        if (!digits.All(char.IsAsciiDigit) || digits.Length is < Digits or > Digits + 4)
            return null;

        if (digits.Length == Digits + 4)
            return $"K-{digits[..4]}-{digits[4..]}";

        return digits.Length == Digits ? Format(year, long.Parse(digits, CultureInfo.InvariantCulture)) : null;
    }
}
