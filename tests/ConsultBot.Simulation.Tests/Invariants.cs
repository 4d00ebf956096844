using System.Globalization;
using ConsultBot.Application.Consultations;
using ConsultBot.Application.Deliveries;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Simulation.Tests;

/// <summary>
/// What must always hold, checked as each thing happens and from what the disk and the messenger saw, never from what the
/// application believes. Numbers in the messages are those of the house's list of invariants.
/// </summary>
internal sealed class Invariants(SimulatedClock clock, ContentHolder content, ChannelPace pace)
{
    private const int SendsRemembered = 512;

    private static readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Almaty");

    private readonly Dictionary<long, Sends> _sends = [];
    private readonly Dictionary<long, long> _lastOfChat = [];
    private readonly HashSet<long> _busyChats = [];
    private readonly HashSet<string> _announced = new(StringComparer.Ordinal);
    private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _officersWords = new(StringComparer.Ordinal);
    private readonly HashSet<(string Account, string Number)> _claims = [];
    private readonly Dictionary<int, int> _handled = [];
    private readonly Queue<TimeSpan> _recent = new();
    private SimulatedStore? _store;
    private TimeSpan _accountHeldUntil;

    /// <summary>The first thing that did not hold: the application may have swallowed the exception.</summary>
    public string? Broken { get; private set; }

    public void Watch(SimulatedStore store) => _store = store;

    /// <summary>A new process: what the messenger said and the disk does not have is known to nobody.</summary>
    public void ProcessBegan()
    {
        _busyChats.Clear();
        _accountHeldUntil = TimeSpan.Zero;
        foreach (var row in _store!.Unfinished.Where(row => row.Item.Message is not null))
        {
            var sends = Of(row.Item.Id);
            sends.HeldUntil = TimeSpan.Zero;
            if (row.State != OutboxState.Sending || sends.Last is DeliveryOutcome.Unknown)
                continue;

            sends.Last = new DeliveryOutcome.Unknown("the process died");
            sends.Unknown++;
        }
    }

    /// <summary>A messenger was told that an input is safe.</summary>
    public void Confirmed(RawInput input) => That(_store!.Has(input.Key), "3: an input was acknowledged that is not durable");

    /// <summary>An officer's page shows this.</summary>
    public void Told(Form form, DeskOutcome outcome)
    {
        if (outcome is not { Access: DeskAccess.Granted, Refusal: null })
            return;

        if (form.Kind == FormKind.Claim)
            That(_claims.Contains((form.Account.Account, form.Number)), "6: an officer was told that he has a consultation, and he has not");
        else if (form.Kind == FormKind.Reply)
            That(_officersWords.Contains(form.Words!), "3: an officer was told that his reply is on its way, and it is not");
    }

    public void SendBegan(OutboxItem item)
    {
        if (item.Message is not { } message)
            return;

        var row = _store!.Item(item.Id);
        That(row is { State: OutboxState.Sending } && row.Item.Message!.Text == message.Text, "4: a send that is not committed as Sending");
        That(_busyChats.Add(item.Conversation), "5: two sends of one chat at once");
        var last = _lastOfChat.GetValueOrDefault(item.Conversation);
        That(item.Id >= last, "5: a message overtook a later one of its chat");
        _lastOfChat[item.Conversation] = item.Id;

        var sends = Of(item.Id);
        That(sends.Last is not (DeliveryOutcome.Sent or DeliveryOutcome.Rejected), "5: a settled message was sent again");
        That(sends.Unknown == 0 || message.Kind != MessageKind.Human, "5: an officer's message of unknown fate was sent again");
        That(sends.Unknown < DeliveryPolicy.MaxUnknown, "5: a message of unknown fate was sent too often");
        That(sends.Announced >= sends.Unknown, "5: a message goes again before its journal knows of a possible duplicate");
        That(clock.Steady >= sends.HeldUntil && clock.Steady >= _accountHeldUntil, "5: a send within a time that the messenger asked to wait");
        Paced();
    }

    public void SendEnded(OutboxItem item, DeliveryOutcome outcome, bool arrived)
    {
        if (item.Message is null)
            return;

        _busyChats.Remove(item.Conversation);
        var sends = _sends[item.Id];
        sends.Last = outcome;
        sends.Arrived += arrived ? 1 : 0;
        sends.Unknown += outcome is DeliveryOutcome.Unknown ? 1 : 0;
        if (outcome is not DeliveryOutcome.Deferred { After: { } wait } deferred)
            return;

        sends.HeldUntil = clock.Steady + wait;
        if (deferred.WholeAccount && sends.HeldUntil > _accountHeldUntil)
            _accountHeldUntil = sends.HeldUntil;
    }

    /// <summary>A batch is on the disk.</summary>
    public void Committed(SimulatedStore store, BatchWork work, IReadOnlyList<SimulatedStore.Written> turns)
    {
        foreach (var settlement in work.Settlements)
            Settled(settlement);

        foreach (var input in work.Inputs)
            Announced(input);

        foreach (var written in turns)
            Turn(written);

        foreach (var written in turns)
            Remembered(store, written.Row);
    }

    /// <summary>Everything has drained.</summary>
    public void End(Messenger source, int queues)
    {
        for (var queue = 0; queue < queues; queue++)
            That(_handled.GetValueOrDefault(queue) == source.Written(queue), $"3: queue {queue} has {source.Written(queue)} inputs and {_handled.GetValueOrDefault(queue)} turns");

        foreach (var (item, sends) in _sends)
            That(sends.Arrived <= 1 + sends.Marked, $"5: message {item} arrived {sends.Arrived} times, its journal knows of {sends.Marked} possible duplicates");
    }

    private void Settled(Settlement settlement)
    {
        if (_store!.Item(settlement.Item) is not { Item.Message: not null })
            return;

        var sends = Of(settlement.Item);
        if (settlement.State == OutboxState.Sent)
            That(sends.Last is DeliveryOutcome.Sent && sends.Arrived > 0, "5: called sent, and the messenger did not say so");
        else if (settlement.State == OutboxState.Rejected)
            That(sends.Last is DeliveryOutcome.Rejected, "5: called rejected, and the messenger did not say so");
    }

    private void Announced(RawInput input)
    {
        if (input.Source != InputSource.Event || !input.Key.StartsWith("delivery:", StringComparison.Ordinal))
            return;

        That(_announced.Add(input.Key), "3: two events have one key, and one of them is swallowed");
        if (JsonForm.ReadEvent(input.Bytes.Span) is DeliveryFailed { Unknown: true } failed)
            Of(failed.Message).Announced++;
    }

    private void Turn(SimulatedStore.Written written)
    {
        var (before, turn, e) = (written.Before, written.Turn.Turn, written.Commit.Record.Event);
        if (written.Input.Source == InputSource.Channel)
        {
            var update = Update.Of(written.Input.Bytes.Span);
            var next = _handled.GetValueOrDefault(update.Queue) + 1;
            That(update.Number == next, $"3: queue {update.Queue} handled input {update.Number}, and {next} is next");
            _handled[update.Queue] = next;
        }

        That(turn.State.Turns == before.Turns + 1, "3: a turn on a state that is not the last one");
        var number = written.Commit.Record.Number;
        That(!turn.NumberUsed || turn.Consultations.Any(row => row.Number == number), "4: a number was taken for no consultation");
        That(!turn.NumberUsed || _numbers.Add(number), "4: a consultation's number was given twice");
        foreach (var message in turn.Messages)
            Signed(message, written.Commit.Record);

        foreach (var mark in turn.Marks.Where(mark => mark.Name == "possibleDuplicate"))
            Of(long.Parse(mark.Value.AsSpan(0, mark.Value.IndexOf(':', StringComparison.Ordinal)), CultureInfo.InvariantCulture)).Marked++;

        Owned(before, turn, e);
        Ended(before, turn, e);
    }

    // 1, 2: named, and by whoever is in force on the local day of the turn by the register in force.
    private void Signed(OutboundMessage message, TurnRecord record)
    {
        var signature = message.Signature;
        That(signature is not null && message.Text.EndsWith(signature.Text, StringComparison.Ordinal) && signature.Text.Contains(signature.Official, StringComparison.Ordinal), "1: a message without its signature");
        var register = content.Current.Register;
        That(record.Register == register.Number && signature!.Register == register.Number, "2: a signature of a register that is not in force");
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(record.At, _zone).DateTime);
        var holder = Holder(register, signature!.SignedAt, today);
        That(clock.GetUtcNow() - record.At is var ago && ago >= TimeSpan.Zero && ago < TimeSpan.FromMilliseconds(10), "2: a turn at another time than now");
        That(holder is not null && holder.Id == signature.Assignment && holder.Person == signature.Person, "2: a signature of somebody who is not in force");
        That(signature.SignedAt == signature.Responsible || signature.Raised > 0, "2: signed above somebody who is in force");
    }

    private static Assignment? Holder(Register register, string position, DateOnly day)
    {
        Assignment? found = null;
        foreach (var row in register.Data.Assignments)
        {
            if (row.Position == position && row.InForce(day) && (found is null || row.Kind > found.Kind))
                found = row;
        }

        return found;
    }

    // 6, 9: one officer a consultation, and beside him the bot gives notices only.
    private void Owned(ConversationState before, Turn turn, ConversationEvent e)
    {
        var (had, has) = (before.Consultation?.Officer, turn.State.Consultation?.Officer);
        That(turn.State.Owner != Owner.Bot == turn.State.Consultation is not null, "6: an owner without a consultation");
        That(turn.State.Owner == Owner.Officer == has is not null, "6: an officer who does not own the chat");
        That(had is null || has is null || had == has || before.Consultation!.Number != turn.State.Consultation!.Number, "6: a second officer on one consultation");
        if (e is OfficerClaimed claimed && turn.Refusal is null)
        {
            That(has == claimed.Officer, "6: a claim that was granted to another");
            _claims.Add((claimed.Officer.Account, claimed.Consultation));
        }

        foreach (var message in turn.Messages)
        {
            if (message.Kind == MessageKind.Human)
            {
                That(e is OfficerReplied replied && replied.Officer == had, "6: an officer's words in a chat that is not his");
                That(_officersWords.Add(message.Body), "3: an officer's words twice");
                That(message.Signature.Officer is not null, "1: an officer's words without his name");
            }
            else if (before.Owner == Owner.Officer && turn.State.Owner == Owner.Officer)
            {
                That(message.Kind == MessageKind.Notice, "9: the bot spoke over an officer");
            }
        }
    }

    // 7: it ends by an answer, the citizen's own word, or a refusal with reason and next address.
    private void Ended(ConversationState before, Turn turn, ConversationEvent e)
    {
        if (before.Consultation is not { } open || turn.State.Consultation?.Number == open.Number)
            return;

        var ended = turn.Consultations.FirstOrDefault(consultation => consultation.Number == open.Number);
        var rightly = ended?.Outcome switch
        {
            Outcome.AnsweredByHuman => e is OfficerClosed closed && closed.Officer == open.Officer,
            Outcome.Refused => e is OfficerClosed { Reason.Length: > 0, NextAddress.Length: > 0 } closed && closed.Officer == open.Officer,
            Outcome.Withdrawn => e is CitizenWrote or CitizenPressed or CitizenEdited,
            _ => false,
        };
        That(ended is { Status: ConsultationStatus.Closed } && rightly, $"7: a consultation ended by {e.GetType().Name} with {ended?.Outcome}");
    }

    // 7: while nobody has replied, something stands ready to remember the citizen.
    private void Remembered(SimulatedStore store, SimulatedStore.Row row)
    {
        if (row.State.Consultation is not { Due: { } due, FirstReplyAt: null } open || row.Waiting.Count > 0)
            return;

        That(store.Timer(row.Id, TimerKind.Due, open.Number) == due, "7: a waiting citizen whom no timer remembers");
    }

    private void Paced()
    {
        if (pace.PerSecond <= 0)
            return;

        _recent.Enqueue(clock.Steady);
        while (_recent.Count > SendsRemembered || _recent.Peek() <= clock.Steady - TimeSpan.FromSeconds(1))
            _recent.Dequeue();

        That(_recent.Count <= pace.PerSecond * 1.1 + 2, $"5: {_recent.Count} sends in a second where {pace.PerSecond} are allowed");
    }

    // A row may be committed as Sending by a process that dies before it begins.
    private Sends Of(long item)
    {
        if (!_sends.TryGetValue(item, out var sends))
            _sends[item] = sends = new Sends();

        return sends;
    }

    private void That(bool holds, string what)
    {
        if (holds)
            return;

        Broken ??= what;
        throw new InvariantBrokenException(what);
    }

    private sealed class Sends
    {
        public DeliveryOutcome? Last { get; set; }

        public int Unknown { get; set; }

        public int Announced { get; set; }

        public int Marked { get; set; }

        public int Arrived { get; set; }

        public TimeSpan HeldUntil { get; set; }
    }
}

internal sealed class InvariantBrokenException(string message) : Exception(message);
