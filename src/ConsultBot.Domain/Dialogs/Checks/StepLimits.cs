using System.Globalization;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>A question's limits are of its kind and leave something to say: <c>bad-limit</c>.</summary>
internal static class StepLimits
{
    public static void Check(AskStep ask, List<Problem> problems)
    {
        var numbers = ask.Kind is AskKind.Text or AskKind.Number or AskKind.Choices;
        var days = ask.Kind is AskKind.Date or AskKind.Time;
        if (!numbers && (ask.Min ?? ask.Max) is not null)
            Bad(ask, "'min' and 'max' say nothing here", "Delete them: they belong to text, number and choices.", problems);
        if (!days && (ask.From ?? ask.To) is not null)
            Bad(ask, "'from' and 'to' say nothing here", "Delete them: they belong to date and time.", problems);
        if (ask.Limit is < 1 or > 10)
            Bad(ask, $"'limit' is {ask.Limit}", "Write after how many wrong inputs a person is offered, from 1 to 10.", problems);
        if (ask.Min > ask.Max)
            Bad(ask, $"'min' is {ask.Min} and 'max' is {ask.Max}, so nothing fits", "Let 'min' be the smaller one.", problems);
        if (ask.Kind == AskKind.Choices && (ask.Min > ask.Choices.Count || ask.Max > ask.Choices.Count))
            Bad(ask, $"More is wanted than the {ask.Choices.Count} choices", "Lower 'min' or 'max'.", problems);
        if (days)
            Days(ask, problems);
        if (ask.Timeout is { } timeout)
            Silence(ask, timeout, problems);
    }

    private static void Silence(AskStep ask, StepTimeout timeout, List<Problem> problems)
    {
        foreach (var time in new[] { timeout.Remind, timeout.After }.OfType<TimeSpan>().Where(time => time < StepTimeout.Shortest || time > StepTimeout.Longest))
            Bad(ask, $"A silence of {Words(time)} is no time to wait", "Write from 1m to 23h: later WhatsApp takes no words of our own accord.", problems);
        if (timeout is { Remind: null, After: null })
            Bad(ask, "'timeout' has no time", "Add 'remind: 2h' to ask once more, 'after: 20h' to wait no longer, or both.", problems);
        if (timeout.Remind >= timeout.After)
            Bad(ask, $"'remind' is {Words(timeout.Remind.Value)} and 'after' is {Words(timeout.After!.Value)}, so nobody is reminded", "Let 'remind' be the shorter one.", problems);
        if (timeout is { Goto: not null, After: null })
            Bad(ask, "'goto' says where to go, and no time when", "Add 'after: 20h'.", problems);
    }

    // As its author writes it.
    private static string Words(TimeSpan time) => time switch
    {
        { Days: > 0, Ticks: var ticks } when ticks % TimeSpan.TicksPerDay == 0 => $"{time.Days}d",
        _ when time.Ticks % TimeSpan.TicksPerHour == 0 => $"{(long)time.TotalHours}h",
        _ when time.Ticks % TimeSpan.TicksPerMinute == 0 => $"{(long)time.TotalMinutes}m",
        _ => $"{(long)time.TotalSeconds}s",
    };

    private static void Days(AskStep ask, List<Problem> problems)
    {
        foreach (var limit in new[] { ask.From, ask.To }.OfType<string>())
        {
            if (ask.Kind == AskKind.Date && StepInput.Day(limit, DateOnly.MinValue) is null)
                Bad(ask, $"'{limit}' is no day", "Write it as 2026-11-24, or today.", problems);
            else if (ask.Kind == AskKind.Time && !TimeOnly.TryParseExact(limit, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                Bad(ask, $"'{limit}' is no time", "Write it in quotes as \"09:00\".", problems);
        }

        if (ask is { From: { } from, To: { } to } && from != "today" && to != "today" && string.CompareOrdinal(from, to) > 0)
            Bad(ask, $"'from' is {from} and 'to' is {to}, so nothing fits", "Let 'from' be the earlier one.", problems);
    }

    private static void Bad(AskStep ask, string message, string remedy, List<Problem> problems) =>
        problems.Add(Problem.Error(ask.Place, "bad-limit", $"At '{ask.Slot}': {message}", remedy));
}
