using System.Globalization;

namespace ConsultBot.Domain.Conversations;

/// <summary>The number of a consultation as people type it: Latin K or Cyrillic К, any case, dashes and spaces or none, the year left out.</summary>
public static class TalonNumber
{
    public const string Pattern = "K-2026-000123";

    private const int Digits = 6;
    private const int YearDigits = 4;
    private const int MaxTyped = 40;

    public static string Format(int year, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"K-{year:0000}-{number:000000}");

    /// <summary>The number in its one written form; null when the whole text is no such number.</summary>
    /// <param name="year">This year, for numbers without one.</param>
    /// <param name="field">Typed into a field for numbers: the K and leading zeros may be left out.</param>
    public static string? Read(string? text, int year, bool field = false)
    {
        if (text is null || text.Length > MaxTyped)
            return null;

        var bare = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '—' or '№'))).ToUpperInvariant();
        var hasLetter = bare.Length > 0 && bare[0] is ('K' or 'К');
        var digits = hasLetter ? bare[1..] : bare;
        if (!hasLetter && !field || digits.Length == 0 || !digits.All(char.IsAsciiDigit))
            return null;

        if (digits.Length == Digits + YearDigits)
            return $"K-{digits[..YearDigits]}-{digits[YearDigits..]}";

        return digits.Length == Digits || (field && digits.Length < Digits)
            ? Format(year, long.Parse(digits, CultureInfo.InvariantCulture))
            : null;
    }
}
