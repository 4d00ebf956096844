using System.Globalization;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Dialogs;

/// <summary>A fact as words of a language: money with no-break spaces, terms with their noun, dates in lists' form.</summary>
public static class FactFormat
{
    private const string NoBreak = "\u00A0";

    /// <summary>The words of the fact in force on a day; null when it, or a constant that it needs, is unknown or expired.</summary>
    public static string? Words(Pack pack, string id, DateOnly date, Language language)
    {
        if (pack.Fact(id, date) is not { } fact)
            return null;

        return fact.Unit switch
        {
            FactUnit.Mci => Multiple(pack, "const.mci", fact, date, language, 1m),
            FactUnit.PercentOfMinWage => Multiple(pack, "const.min_wage", fact, date, language, 0.01m),
            FactUnit.Kzt => Number(fact) is { } sum ? Money(sum, language) : null,
            FactUnit.Percent => $"{Decimal(fact.Value, language)}{NoBreak}%",
            FactUnit.Count => Decimal(fact.Value, language),
            FactUnit.Date => Date(fact.Value),
            FactUnit.Text or FactUnit.Phone or FactUnit.Url => fact.Value,
            _ => Number(fact) is { } count ? $"{Decimal(fact.Value, language)}{NoBreak}{Nouns.For(fact.Unit, count, language)}" : null,
        };
    }

    /// <summary>Whole tenge of a multiple of a constant; decimal arithmetic, because binary fractions round wrongly.</summary>
    public static decimal Tenge(decimal multiple, decimal constant, FactRounding rounding) => rounding == FactRounding.Up
        ? Math.Ceiling(multiple * constant)
        : Math.Round(multiple * constant, 0, MidpointRounding.AwayFromZero);

    private static string? Multiple(Pack pack, string constant, Fact fact, DateOnly date, Language language, decimal scale) =>
        Number(fact) is { } multiple && pack.Fact(constant, date) is { } found && Number(found) is { } value
            ? Money(Tenge(multiple * scale, value, fact.Rounding), language)
            : null;

    private static string Money(decimal sum, Language language)
    {
        var digits = sum.ToString("#,##0.##", CultureInfo.InvariantCulture);
        var text = language == Language.En ? digits : digits.Replace(",", NoBreak, StringComparison.Ordinal).Replace('.', ',');
        return $"{text}{NoBreak}₸";
    }

    private static decimal? Number(Fact fact) =>
        decimal.TryParse(fact.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string Decimal(string value, Language language) => language == Language.En ? value : value.Replace('.', ',');

    // 2026-04-01 or 04-01, which recurs each year.
    private static string? Date(string value) => value.Split('-') switch
    {
        [var year, var month, var day] => $"{day}.{month}.{year}",
        [var month, var day] => $"{day}.{month}",
        _ => null,
    };
}
