using System.Globalization;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>
/// A fact's value is of its unit, and on no day has it two values: <c>fact-value</c>, <c>fact-period</c>, <c>fact-overlap</c>.
/// </summary>
internal static class FactValues
{
    private const int MaxLength = 500;

    public static void Check(Pack pack, List<Problem> problems)
    {
        foreach (var fact in pack.Data.Facts)
        {
            if (Wanted(fact) is { } wanted)
                problems.Add(Problem.Error(fact.Place, "fact-value", $"The fact '{fact.Id}' is '{Short(fact.Value)}'", $"Write {wanted}."));
            if (fact.From >= fact.Until)
                problems.Add(Problem.Error(fact.Place, "fact-period", $"The fact '{fact.Id}' is never in force: it begins on {fact.From:yyyy-MM-dd} and is over on {fact.Until:yyyy-MM-dd}", "Let 'from' be before 'until', the first day on which it does not hold."));
        }

        foreach (var versions in pack.Data.Facts.GroupBy(fact => fact.Id, StringComparer.Ordinal))
        {
            var ordered = versions.OrderBy(fact => fact.From ?? DateOnly.MinValue).ToList();
            foreach (var (before, after) in ordered.Zip(ordered.Skip(1)))
            {
                if (before.Until is null || before.Until > (after.From ?? DateOnly.MinValue))
                    problems.Add(Problem.Error(after.Place, "fact-overlap", $"The fact '{after.Id}' has two values at once: the other stands in {before.Place}", "Give the earlier one 'until' and the later one 'from'."));
            }
        }
    }

    // What should stand there; null when it does.
    private static string? Wanted(Fact fact) => fact.Unit switch
    {
        FactUnit.Text => fact.Value.Length > MaxLength ? $"at most {MaxLength} characters" : null,
        FactUnit.Date => IsDate(fact.Value) ? null : "a day as 2026-11-24, or as 11-24 when it comes every year",
        FactUnit.Phone => fact.Value.Length <= MaxLength && fact.Value.Any(char.IsAsciiDigit) && fact.Value.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' ' or '(' or ')' or ',' or ';' or '*' or '#')
            ? null
            : "a phone in digits, such as +7 7172 74 00 00",
        FactUnit.Url => null,
        _ => IsNumber(fact.Value) ? null : "a number in digits with a dot before its decimals, such as 0.5",
    };

    // No comma: it would make 15 of 1,5.
    private static bool IsNumber(string value) => value.Length <= 20 && value.All(c => char.IsAsciiDigit(c) || c == '.')
        && decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    private static bool IsDate(string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        || DateOnly.TryParseExact("2024-" + value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string Short(string value) => value.Length <= 40 ? value : value[..40] + "…";
}
