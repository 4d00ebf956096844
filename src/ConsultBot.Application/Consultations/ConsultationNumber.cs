using System.Globalization;
using System.Text;

namespace ConsultBot.Application.Consultations;

/// <summary>Reads a consultation's number as people type it.</summary>
public static class ConsultationNumber
{
    /// <summary>An example to show beside a field.</summary>
    public const string Example = "K-2026-000123";

    private const int MaxTyped = 40;

    /// <summary>
    /// <c>K-2026-000123</c> from Latin or Cyrillic K, any case, with or without dashes, spaces and the year; null when it
    /// cannot be one.
    /// </summary>
    /// <param name="year">The year that is meant when none was typed.</param>
    public static string? Read(string? typed, int year)
    {
        if (typed is null || typed.Length > MaxTyped)
            return null;

        var digits = new StringBuilder(10);
        foreach (var letter in typed)
        {
            if (char.IsAsciiDigit(letter))
                digits.Append(letter);
            else if (!IsFiller(letter))
                return null;
        }

        return digits.Length switch
        {
            >= 1 and <= 6 => string.Create(CultureInfo.InvariantCulture, $"K-{year}-{digits.ToString().PadLeft(6, '0')}"),
            10 => $"K-{digits.ToString(0, 4)}-{digits.ToString(4, 6)}",
            _ => null,
        };
    }

    // Both K letters stand on people's keyboards; they look the same.
    private static bool IsFiller(char letter) => letter is 'K' or 'k' or '\u041A' or '\u043A' or '№' || letter is '-' or '–' or '—' || char.IsWhiteSpace(letter);
}
