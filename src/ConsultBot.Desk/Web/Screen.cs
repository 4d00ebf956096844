using System.Globalization;
using ConsultBot.Application.Consultations;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Desk.Web;

/// <summary>What every page needs to write itself: words, clock, and who looks.</summary>
/// <param name="Path">The page's address without a query, for links to its other languages.</param>
/// <param name="User">Name of the signed-in account; null for a citizen.</param>
public sealed record Screen(
    Texts T, Language Language, TimeZoneInfo Zone, DateTimeOffset Now, string Path, string Service, string? User, bool IsAdmin)
{
    private const int SoonMinutes = 60;
    private const int MinutesPerHour = 60;
    private const int LateInHours = 120;

    public string Time(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    public string Date(DateTimeOffset at) => Local(at).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    /// <summary>The time alone today, else date and time.</summary>
    public string When(DateTimeOffset at) => IsToday(at) ? Time(at) : $"{Date(at)}, {Time(at)}";

    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A due time in words; the level names the style: late, soon or none.</summary>
    public (string Level, string Words) Due(DateTimeOffset due)
    {
        var left = (int)Math.Ceiling((due - Now).TotalMinutes);
        return left switch
        {
            <= -LateInHours => ("err", T.With("due.lateHours", ("hours", -left / MinutesPerHour))),
            <= 0 => ("err", T.With("due.late", ("minutes", Math.Max(1, -left)))),
            <= SoonMinutes => ("warn", T.With("due.in", ("minutes", left))),
            _ => ("", IsToday(due) ? T.With("due.today", ("time", Time(due))) : T.With("due.on", ("date", When(due)))),
        };
    }

    public string Citizen(long conversation) => T.With("citizen.name", ("id", conversation));

    public string Channel(string name) => T.Has($"channel.{name}") ? T[$"channel.{name}"] : name;

    public string State(DeskRow row) => T.With($"state.{row.State}", ("officer", row.Officer));

    private bool IsToday(DateTimeOffset at) => Local(at).Date == Local(Now).Date;

    private DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).DateTime;
}
