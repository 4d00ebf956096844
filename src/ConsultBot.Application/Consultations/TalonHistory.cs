using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Consultations;

/// <summary>What happened to one consultation and who was accountable when, from its turns: never a word of the talk.</summary>
internal static class TalonHistory
{
    public static (IReadOnlyList<TalonEvent> Events, IReadOnlyList<PastOfficial> Officials) Of(
        IEnumerable<TranscriptTurn> turns, Consultation consultation, Func<string, string?> personName)
    {
        var events = new List<TalonEvent> { new(consultation.OpenedAt, TalonEventKind.Opened, null) };
        var officials = new List<PastOfficial>();
        foreach (var turn in turns)
        {
            if (turn.Record is not { Refusal: null } record)
                continue;

            var messages = record.Messages.Where(message => message.Consultation == consultation.Number).ToList();
            foreach (var signature in messages.Select(message => message.Signature).Where(signature => officials.Count == 0 || officials[^1].Assignment != signature.Assignment))
                officials.Add(new PastOfficial(turn.At, signature.Official, signature.Position, signature.Assignment));

            if (Happened(record.Event, record.Marks.Any(mark => mark.Name == "late" && mark.Value == consultation.Number), messages, consultation.Number, personName) is var (kind, name))
                events.Add(new TalonEvent(turn.At, kind, name));
        }

        return (events, officials);
    }

    private static (TalonEventKind Kind, string? Name)? Happened(
        ConversationEvent e, bool isLate, List<OutboundMessage> messages, string number, Func<string, string?> personName) => e switch
        {
            OfficerClaimed claimed when claimed.Consultation == number => (TalonEventKind.Claimed, Name(claimed.Officer, personName)),
            OfficerReleased released when released.Consultation == number => (TalonEventKind.Released, null),
            OfficerReplied replied when replied.Consultation == number => (TalonEventKind.Replied, Name(replied.Officer, personName)),
            OfficerClosed closed when closed.Consultation == number => (TalonEventKind.Closed, null),
            TimerFired when isLate => (TalonEventKind.Late, messages.Count > 0 ? messages[0].Signature.Official : null),
            _ => null,
        };

    private static string Name(OfficerRef officer, Func<string, string?> personName) => personName(officer.Person) ?? officer.Person;
}

public enum TalonEventKind
{
    Opened,
    Claimed,
    Released,
    Replied,

    /// <summary>The due time passed; the responsibility went up.</summary>
    Late,
    Closed,
}

/// <param name="Name">Of the officer, or of the official who is accountable from then on.</param>
public sealed record TalonEvent(DateTimeOffset At, TalonEventKind Kind, string? Name);

/// <summary>Who was accountable from an instant on, as signed then.</summary>
public sealed record PastOfficial(DateTimeOffset From, string Name, string Position, string Assignment);
