using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Dialogs;

/// <summary>Nouns after a number, in the nominative, by the plural rules of CLDR.</summary>
internal static class Nouns
{
    public static string For(FactUnit unit, decimal count, Language language) => language switch
    {
        Language.Kk => Kazakh(unit),
        Language.Ru => Russian(unit)[RussianForm(count)],
        _ => English(unit) + (count == 1 ? "" : "s"),
    };

    private static string Kazakh(FactUnit unit) => unit switch
    {
        FactUnit.WorkingDay => "жұмыс күні",
        FactUnit.CalendarDay => "күнтізбелік күн",
        FactUnit.WorkingHour => "жұмыс сағаты",
        FactUnit.Hour => "сағат",
        FactUnit.Minute => "минут",
        FactUnit.Month => "ай",
        _ => "жыл",
    };

    private static string English(FactUnit unit) => unit switch
    {
        FactUnit.WorkingDay => "working day",
        FactUnit.CalendarDay => "calendar day",
        FactUnit.WorkingHour => "working hour",
        FactUnit.Hour => "hour",
        FactUnit.Minute => "minute",
        FactUnit.Month => "month",
        _ => "year",
    };

    // one, few, many, other (fractions)
    private static string[] Russian(FactUnit unit) => unit switch
    {
        FactUnit.WorkingDay => ["рабочий день", "рабочих дня", "рабочих дней", "рабочего дня"],
        FactUnit.CalendarDay => ["календарный день", "календарных дня", "календарных дней", "календарного дня"],
        FactUnit.WorkingHour => ["рабочий час", "рабочих часа", "рабочих часов", "рабочего часа"],
        FactUnit.Hour => ["час", "часа", "часов", "часа"],
        FactUnit.Minute => ["минута", "минуты", "минут", "минуты"],
        FactUnit.Month => ["месяц", "месяца", "месяцев", "месяца"],
        _ => ["год", "года", "лет", "года"],
    };

    private static int RussianForm(decimal count)
    {
        if (count != decimal.Truncate(count))
            return 3;

        var (tens, ones) = ((int)(count % 100), (int)(count % 10));
        return ones switch
        {
            1 when tens != 11 => 0,
            >= 2 and <= 4 when tens is < 12 or > 14 => 1,
            _ => 2,
        };
    }
}
