using System.Globalization;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>Dates and times as the desk writes them; names of days and months come from the texts.</summary>
internal static class DateWords
{
    public static string Date(DateOnly date) => date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    public static string Time(DateTime local) => local.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Moment(DateTime local) => local.ToString("dd.MM.yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Weekday, day and month: «дүйсенбі, 23 қараша».</summary>
    public static string Day(DateTime local, Pack pack, Language language)
    {
        var weekday = local.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)local.DayOfWeek;
        return $"{pack.Text($"weekday.{Number(weekday)}", language)}, {Number(local.Day)} {pack.Text($"month.{Number(local.Month)}", language)}";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
