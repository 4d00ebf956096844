using System.Globalization;
using ConsultBot.Application.Packs.Yaml;
using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Queues;

namespace ConsultBot.Application.Registers;

/// <summary>YAML to the working calendar.</summary>
internal static class CalendarReader
{
    private static readonly Dictionary<string, CalendarDayKind> _kinds = new(StringComparer.Ordinal)
    {
        ["holiday"] = CalendarDayKind.Holiday,
        ["transfer"] = CalendarDayKind.Transfer,
        ["dayOff"] = CalendarDayKind.DayOff,
        ["swapOff"] = CalendarDayKind.SwapOff,
        ["swapOn"] = CalendarDayKind.SwapOn,
    };

    public static WorkingCalendar? Read(string file, string text, List<Problem> problems)
    {
        if (YamlFile.Read(file, text, problems) is not { } map)
            return null;

        var before = problems.Count;
        var reader = new MapReader(map, problems);
        reader.Text("zone");
        var hours = reader.Maps("hours").Select(ReadHours).ToList();
        var lastDay = reader.RequiredDate("lastDay");
        var days = new List<CalendarDay>();
        var seen = new HashSet<DateOnly>();
        foreach (var row in reader.Maps("days"))
        {
            var date = row.RequiredDate("date");
            if (!seen.Add(date))
                row.Report("date", "duplicate-day", $"{date:yyyy-MM-dd} is there twice", "Delete one of the two rows.");

            days.Add(new CalendarDay(date, row.Choice("kind", _kinds), row.Local("name")));
            row.Text("source");
            row.Optional("act");
            row.RequiredDate("checkedOn");
            row.Optional("note");
            row.Done();
        }

        if (days.Count(day => day.Kind == CalendarDayKind.SwapOff) != days.Count(day => day.Kind == CalendarDayKind.SwapOn))
            reader.Report("days", "swap-without-half", "A swapOff has no swapOn, or the other way round", "Add the other half.");
        if (hours.Count == 0)
            reader.Report("hours", "no-hours", "There are no working hours", "Add 'hours' with days, from and to.");

        reader.Done();
        return problems.Count == before ? new WorkingCalendar(hours, days, lastDay) : null;
    }

    private static WorkingHours ReadHours(MapReader row)
    {
        var days = row.Numbers("days");
        if (days.Count == 0 || days.Any(day => day is < 1 or > 7))
            row.Report("days", "not-weekdays", "'days' are not weekdays", "Write numbers from 1 (Monday) to 7 (Sunday).");

        var (from, to) = (Time(row, "from"), Time(row, "to"));
        if (from >= to)
            row.Report("to", "hours-end-first", $"The hours are from {from} to {to}", "'to' comes after 'from' on the same day.");

        row.Done();
        return new WorkingHours(days, from, to);
    }

    private static TimeOnly Time(MapReader row, string key)
    {
        var text = row.Text(key);
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;

        if (text.Length > 0)
            row.Report(key, "not-a-time", $"'{key}' is '{text}'", "Write a time as \"09:00\", in quotes.");

        return default;
    }
}
