using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Registers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Application.Registers;

/// <summary>Says every day, from sixty days before, that the register's or the calendar's data will end.</summary>
internal sealed partial class RegisterWatch(ContentHolder content, TimeProvider time, TimeZoneInfo zone, ILogger<RegisterWatch> log) : BackgroundService, IRegisterAlarms
{
    private static readonly TimeSpan _between = TimeSpan.FromHours(1);

    private (DateOnly Day, int Register) _said;

    public IReadOnlyList<DataAlarm> Alarms(Language language) =>
        [.. RegisterAlarm.Of(content.Current.Register, content.Current.Calendar, Today).Select(alarm => new DataAlarm(alarm.Kind, alarm.Position?.Title.In(language), alarm.Day, alarm.DaysLeft))];

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_between, time);
        do
            Say();
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Say()
    {
        if (!content.IsPublished || _said == (Today, content.Current.Register.Number))
            return;

        _said = (Today, content.Current.Register.Number);
        foreach (var alarm in RegisterAlarm.Of(content.Current.Register, content.Current.Calendar, Today))
        {
            if (alarm.Kind == RegisterAlarmKind.NobodyHolds)
                Vacant(log, alarm.Position!.Id, alarm.Day, alarm.DaysLeft);
            else
                Ends(log, alarm.Kind, alarm.Day, alarm.DaysLeft);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "ALARM: {Kind} on {Day:yyyy-MM-dd}, in {DaysLeft} days. Add the data before.")]
    private static partial void Ends(ILogger log, RegisterAlarmKind kind, DateOnly day, int daysLeft);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody holds {Position} from {Day:yyyy-MM-dd}, in {DaysLeft} days; the level above signs.")]
    private static partial void Vacant(ILogger log, string position, DateOnly day, int daysLeft);
}
