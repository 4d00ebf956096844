using ConsultBot.Application.Ports;
using ConsultBot.Domain.Journals;

namespace ConsultBot.Application.Journals;

/// <summary>Notes what a command did.</summary>
public static class ActNotes
{
    /// <exception cref="StoreUnavailableException">Nothing was noted.</exception>
    public static void Add(IDeskJournal journal, NotedAct act, DateTimeOffset at) =>
        journal.Append([new DeskEvent(act.What, act.Command, Subject: act.Subject, After: act.After)], at);

    /// <summary>An invitation that the command line made.</summary>
    public static NotedAct Invited(string role, string? person, IReadOnlyList<string> units) =>
        new(DeskEvents.Invited, "invite", role, $"{person ?? "-"}; {string.Join(' ', units)}");
}

/// <param name="Command">The verb.</param>
public sealed record NotedAct(string What, string Command, string Subject, string? After);
