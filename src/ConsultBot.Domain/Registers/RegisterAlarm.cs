using ConsultBot.Domain.Queues;

namespace ConsultBot.Domain.Registers;

/// <summary>Data that will end soon, or has: somebody must act before it does.</summary>
/// <param name="Position">Whose holder goes; null where the calendar ends.</param>
/// <param name="Day">The first day without the data.</param>
/// <param name="DaysLeft">Days until then; 0 and less: it has ended.</param>
public sealed record RegisterAlarm(RegisterAlarmKind Kind, Position? Position, DateOnly Day, int DaysLeft)
{
    /// <summary>How many days ahead an alarm is raised.</summary>
    public const int Days = 60;

    /// <summary>All alarms of a day, the nearest end first.</summary>
    public static IReadOnlyList<RegisterAlarm> Of(Register register, WorkingCalendar calendar, DateOnly today)
    {
        var alarms = new List<RegisterAlarm>();
        var calendarEnds = calendar.LastDay.AddDays(1);
        if (calendarEnds <= today.AddDays(Days))
            alarms.Add(new RegisterAlarm(RegisterAlarmKind.CalendarEnds, null, calendarEnds, calendarEnds.DayNumber - today.DayNumber));

        foreach (var gap in register.Data.Positions.SelectMany(register.Gaps))
        {
            if (gap.From > today.AddDays(Days) || gap.To <= today)
                continue;

            var kind = gap.Position.Superior is null ? RegisterAlarmKind.HeadEnds : RegisterAlarmKind.NobodyHolds;
            alarms.Add(new RegisterAlarm(kind, gap.Position, gap.From, gap.From.DayNumber - today.DayNumber));
        }

        return [.. alarms.OrderBy(alarm => alarm.DaysLeft)];
    }
}

public enum RegisterAlarmKind
{
    /// <summary>No due time can be told past the calendar's last day.</summary>
    CalendarEnds,

    /// <summary>Nobody will hold the head's position: nothing could be sent.</summary>
    HeadEnds,

    /// <summary>Nobody will hold a position: the level above signs.</summary>
    NobodyHolds,
}
