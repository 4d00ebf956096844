using System.Globalization;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Consultations;

/// <summary>Turns of the journal as lines that people read.</summary>
internal sealed class Transcripts(IConversationReader reader, IRegisterDirectory directory)
{
    private const int PageTurns = 500;
    private const int MaxPages = 20;
    private const int LabelTurns = 50;

    public async Task<Transcript> Read(long conversation, long after, Language language, CancellationToken cancellationToken)
    {
        var entries = new List<ChatEntry>();
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        // A press is shown by its button's label, which an earlier message carries.
        var last = Math.Max(0, after - LabelTurns);
        for (var page = 0; page < MaxPages; page++)
        {
            var turns = await reader.Transcript(conversation, last, PageTurns, cancellationToken);
            foreach (var turn in turns)
            {
                Add(entries, labels, turn, language);
                last = turn.Sequence;
            }

            if (turns.Count < PageTurns)
                break;
        }

        return new Transcript([.. entries.Where(entry => entry.Sequence > after)], Math.Max(after, last));
    }

    private void Add(List<ChatEntry> entries, Dictionary<string, string> labels, TranscriptTurn turn, Language language)
    {
        if (turn.Record is null)
        {
            entries.Add(Entry(turn, "e", EntryKind.Erased, ""));
            return;
        }

        if (turn.Record.Refusal is null && Input(turn, turn.Record.Event, labels, language) is { } input)
            entries.Add(input);

        for (var i = 0; i < turn.Record.Messages.Count; i++)
        {
            var message = turn.Record.Messages[i];
            foreach (var button in message.Buttons)
            {
                labels[button.Value] = button.Label;
            }

            var delivery = i < turn.Deliveries.Count ? turn.Deliveries[i] : null;
            entries.Add(Message(turn, i, message, delivery is null ? null : Mark(delivery)));
        }
    }

    private static DeliveryMark Mark(MessageDelivery delivery) =>
        new(delivery.State, delivery.Reason, delivery is { State: OutboxState.Sending, Attempts: > 0 });

    private ChatEntry? Input(TranscriptTurn turn, ConversationEvent e, Dictionary<string, string> labels, Language language) => e switch
    {
        CitizenWrote wrote => Entry(turn, "c", EntryKind.Citizen, wrote.Text),
        CitizenEdited edited => Entry(turn, "c", EntryKind.Citizen, edited.Text),
        CitizenPressed pressed => Entry(turn, "c", EntryKind.Citizen, labels.GetValueOrDefault(pressed.Value, pressed.Value)),
        CitizenSentMedia media => Entry(turn, "c", EntryKind.Citizen, string.Join(' ', new[] { $"[{media.Name ?? media.Media.ToString()}]", media.Caption }.Where(part => part is not null))) with { HasFile = Uri.TryCreate(media.File, UriKind.Absolute, out _) },
        OfficerClaimed claimed => Happened(turn, "claimed", claimed.Officer, language),
        OfficerReleased released => Happened(turn, "released", released.Officer, language),
        OfficerClosed closed => Happened(turn, "closed", closed.Officer, language),
        InputParked => Entry(turn, "c", EntryKind.Event, "parked"),
        _ => null,
    };

    private ChatEntry Happened(TranscriptTurn turn, string name, OfficerRef officer, Language language) =>
        Entry(turn, "o", EntryKind.Event, name) with { Author = directory.PersonName(officer.Person, language) ?? officer.Person };

    private static ChatEntry Message(TranscriptTurn turn, int index, OutboundMessage message, DeliveryMark? delivery) =>
        Entry(turn, index.ToString(CultureInfo.InvariantCulture), message.Kind == MessageKind.Human ? EntryKind.Officer : EntryKind.Bot, message.Body) with
        {
            Signature = message.Signature.Text,
            Language = message.Language.Code(),
            Author = message.Signature.Officer,
            Delivery = delivery,
            Buttons = [.. message.Buttons.Select(button => new ChatButton(button.Value, button.Label))],
        };

    private static ChatEntry Entry(TranscriptTurn turn, string part, EntryKind kind, string text) =>
        new(string.Create(CultureInfo.InvariantCulture, $"m{turn.Sequence}-{part}"), turn.Sequence, turn.At, kind, text, null, null, null, null, []);
}

/// <param name="Last">Sequence number of the newest turn read.</param>
internal sealed record Transcript(IReadOnlyList<ChatEntry> Entries, long Last);
