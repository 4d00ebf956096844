using System.Text.RegularExpressions;

namespace ConsultBot.Application.Privacy;

/// <summary>Hides numbers that identify a person: 12-digit personal numbers, payment cards, phones.</summary>
public static partial class Masking
{
    private const int ShortestNumber = 12;

    /// <summary>Personal numbers and cards: what a consultation never needs.</summary>
    public static string Numbers(string text, out bool found)
    {
        found = false;
        if (text.Length < ShortestNumber || text.Count(char.IsAsciiDigit) < ShortestNumber)
            return text;

        var masked = false;
        var result = LongNumber().Replace(text, match =>
        {
            if (match.Groups["plain"].Success)
                return match.Value;

            masked = true;
            return new string('*', match.Value.Count(char.IsAsciiDigit));
        });
        found = masked;
        return result;
    }

    /// <summary>For logs and for what leaves the desk: phones too.</summary>
    public static string ForLog(string text) => Phone().Replace(Numbers(text, out _), "***");

    // A consultation's number and a date are read first, so that digits behind them do not make a card of both.
    [GeneratedRegex(@"(?<plain>[KkКк][ -]?\d{4}[ -]?\d{6}\b|\b20\d{2}-\d{2}-\d{2}\b)|[0-9](?:[ -]?[0-9]){11,18}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"\+?[78][ (-]{0,2}7\d{2}[ )-]{0,2}\d{3}[ -]?\d{2}[ -]?\d{2}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Phone();
}
