using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Queues;

/// <summary>When people work. Times are local; all arithmetic is on the local clock of one zone.</summary>
public sealed class WorkingCalendar
{
    private const int MaxDaysAhead = 400;

    private readonly Dictionary<DateOnly, CalendarDay> _days;
    private readonly WorkingHours[] _hours;

    /// <param name="lastDay">The last day that the calendar knows; nothing is computed past it.</param>
    public WorkingCalendar(IReadOnlyList<WorkingHours> hours, IReadOnlyList<CalendarDay> days, DateOnly lastDay)
    {
        _hours = [.. hours.OrderBy(interval => interval.From)];
        _days = days.ToDictionary(day => day.Date);
        LastDay = lastDay;
    }

    public DateOnly LastDay { get; }

    public CalendarDay? Day(DateOnly date) => _days.GetValueOrDefault(date);

    public bool IsWorkingDay(DateOnly date) => Intervals(date).Any();

    public bool IsOpen(DateTime local) =>
        Intervals(DateOnly.FromDateTime(local)).Any(interval => TimeOnly.FromDateTime(local) >= interval.From && TimeOnly.FromDateTime(local) < interval.To);

    /// <summary>The next instant at which people work, the given one when they do now; null past the calendar's end.</summary>
    public DateTime? NextOpen(DateTime local) =>
        After(local).Select(interval => (DateTime?)(interval.From > local ? interval.From : local)).FirstOrDefault();

    /// <summary>The earliest instant at which that many working minutes have passed; null past the calendar's end.</summary>
    public DateTime? Due(DateTime local, int workingMinutes)
    {
        if (workingMinutes == 0)
            return local;

        var left = TimeSpan.FromMinutes(workingMinutes);
        foreach (var (from, to) in After(local))
        {
            var start = from > local ? from : local;
            if (to - start >= left)
                return start + left;

            left -= to - start;
        }

        return null;
    }

    /// <summary>Working minutes between two instants.</summary>
    public double Worked(DateTime from, DateTime to)
    {
        var sum = TimeSpan.Zero;
        foreach (var (start, end) in After(from))
        {
            if (start >= to)
                break;

            sum += (end < to ? end : to) - (start > from ? start : from);
        }

        return sum.TotalMinutes;
    }

    /// <summary>The n-th working day after a day; null past the calendar's end.</summary>
    public DateOnly? WorkingDay(DateOnly date, int count)
    {
        var day = date;
        for (var found = 0; found < count;)
        {
            day = day.AddDays(1);
            if (day > LastDay)
                return null;

            if (IsWorkingDay(day))
                found++;
        }

        return day;
    }

    private IEnumerable<(DateTime From, DateTime To)> After(DateTime local)
    {
        var day = DateOnly.FromDateTime(local);
        for (var i = 0; i < MaxDaysAhead && day <= LastDay; i++, day = day.AddDays(1))
        {
            foreach (var interval in Intervals(day))
            {
                if (day.ToDateTime(interval.To) > local)
                    yield return (day.ToDateTime(interval.From), day.ToDateTime(interval.To));
            }
        }
    }

    private IEnumerable<WorkingHours> Intervals(DateOnly date)
    {
        var kind = Day(date)?.Kind;
        if (kind is not null and not CalendarDayKind.SwapOn)
            return [];

        var weekday = date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;
        return kind == CalendarDayKind.SwapOn
            ? _hours.Where(interval => interval.Weekdays.Contains(1))
            : _hours.Where(interval => interval.Weekdays.Contains(weekday));
    }
}

/// <param name="Weekdays">Monday = 1 … Sunday = 7.</param>
/// <param name="To">Not included.</param>
public sealed record WorkingHours(IReadOnlyList<int> Weekdays, TimeOnly From, TimeOnly To);

/// <param name="Name">Shown to citizens; null for a plain transfer.</param>
public sealed record CalendarDay(DateOnly Date, CalendarDayKind Kind, LocalText? Name);

public enum CalendarDayKind
{
    Holiday,
    Transfer,
    DayOff,
    SwapOff,
    SwapOn,
}
