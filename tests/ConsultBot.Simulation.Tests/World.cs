using System.Globalization;
using System.Text;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;
using Microsoft.Extensions.Time.Testing;

namespace ConsultBot.Simulation.Tests;

/// <summary>
/// Citizens, officers, a messenger, a disk and a clock, all driven by one seed over the real worker, dispatcher and
/// conversation. After each step the invariants are checked; at the end everything must have drained.
/// </summary>
internal sealed class World
{
    private const int Citizens = 12;

    private static readonly string[] _texts =
    [
        "как получить паспорт", "жеке куәлік жоғалды", "адам керек", "позовите человека", "меню", "1", "2", "нет", "да", "отмена", "спасибо",
        "записаться на консультацию", "алматы", "бла бла бла", "/start", "статус", "пожар горим", "poison", "кто отвечает", "удалить", "стоп",
    ];

    private readonly Random _random;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 5, 0, 0, TimeSpan.Zero));
    private readonly SimulatedChannel _channel = new();
    private readonly MemoryTurnStore _store;
    private readonly SeededChance _chance;
    private readonly int[] _sent = new int[Citizens];
    private readonly List<(RawInput Input, Task Accepted)> _offered = [];
    private readonly List<RawInput> _redeliver = [];
    private readonly Plant _plant;
    private Desk _desk;
    private int _checkedTurns;
    private bool _faulty = true;

    public World(int seed, Plant plant = Plant.None)
    {
        Seed = seed;
        _plant = plant;
        _random = new Random(seed);
        _chance = new SeededChance(_random);
        _store = new MemoryTurnStore(() => _faulty && _random.Next(40) == 0);
        _desk = new Desk(_store, _channel, _time, _chance);
    }

    public int Seed { get; }

    public int Events { get; private set; }

    public int TurnsDone => _store.Turns.Count;

    /// <summary>Runs that many steps, then lets everything drain without faults.</summary>
    public void Run(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Step();
            Check();
        }

        Drain();
        CheckEnd();
    }

    private void Step()
    {
        Events++;
        switch (_random.Next(100))
        {
            case < 30:
                Offer();
                break;
            case < 62:
                RunWorker();
                break;
            case < 84:
                EndSend();
                break;
            case < 93:
                _time.Advance(TimeSpan.FromMilliseconds(_random.Next(1, 20_000)));
                break;
            case < 97:
                Officer();
                break;
            case < 98:
                Redeliver();
                break;
            default:
                Crash();
                break;
        }
    }

    private void Offer()
    {
        var citizen = _random.Next(Citizens);
        var input = Input(citizen, ++_sent[citizen], _texts[_random.Next(_texts.Length)]);
        _offered.Add((input, _desk.Inbox.Accept([input], CancellationToken.None)));
    }

    // The messenger delivers again what it was not told to be durable, and sometimes what it was.
    private void Redeliver()
    {
        foreach (var input in _redeliver)
            _offered.Add((input, _desk.Inbox.Accept([input], CancellationToken.None)));

        _redeliver.Clear();
        if (_offered.Count > 0 && _plant != Plant.NoRedelivery)
        {
            var (input, _) = _offered[_random.Next(_offered.Count)];
            _ = _desk.Inbox.Accept([input], CancellationToken.None);
        }
    }

    private void RunWorker()
    {
        try
        {
            _desk.Worker.RunOnce();
        }
        catch (StoreUnavailableException)
        {
            // The callers were told: the messenger delivers again, in its order.
            KeepRefused();
        }
    }

    private void KeepRefused()
    {
        var refused = _offered.Where(offer => offer.Accepted.IsFaulted).Select(offer => offer.Input).ToList();
        _offered.RemoveAll(offer => offer.Accepted.IsFaulted);
        foreach (var input in refused)
            _offered.Add((input, _desk.Inbox.Accept([input], CancellationToken.None)));
    }

    private void EndSend()
    {
        if (_channel.Open.Count == 0)
            return;

        var at = _random.Next(_channel.Open.Count);
        var sending = _channel.Open[at];
        _channel.Open.RemoveAt(at);
        DeliveryOutcome outcome = !_faulty ? new DeliveryOutcome.Sent("m") : _random.Next(20) switch
        {
            0 => new DeliveryOutcome.Unknown("cut before"),
            1 => new DeliveryOutcome.Unknown("cut after"),
            2 => new DeliveryOutcome.Deferred("429", TimeSpan.FromSeconds(_random.Next(1, 4)), _random.Next(2) == 0),
            3 => new DeliveryOutcome.Rejected("blocked", _random.Next(2) == 0),
            _ => new DeliveryOutcome.Sent("m"),
        };
        if (outcome is DeliveryOutcome.Sent or DeliveryOutcome.Unknown { Reason: "cut after" })
            _channel.Arrived.Add(sending.Item);

        sending.Done.SetResult(outcome);
    }

    private void Officer()
    {
        var open = _store.Conversations.Where(row => row.State.Consultation is not null).ToList();
        if (open.Count == 0)
            return;

        var row = open[_random.Next(open.Count)];
        var consultation = row.State.Consultation!;
        var officer = new OfficerRef("officer-" + _random.Next(3), Desk.OfficersInForce[_random.Next(Desk.OfficersInForce.Count)]);
        ConversationEvent e = _random.Next(4) switch
        {
            0 or 1 => new OfficerClaimed(consultation.Officer ?? officer, consultation.Number),
            2 => new OfficerReplied(consultation.Officer ?? officer, consultation.Number, "Жауап"),
            _ => new OfficerClosed(consultation.Officer ?? officer, consultation.Number, Outcome.AnsweredByHuman),
        };
        var address = _store.Turns.Last(turn => turn.Conversation == row.Id).Address;
        var input = new RawInput(address, $"desk:{Events}", InputSource.Event, JsonForm.Write(e), _time.GetUtcNow());
        _offered.Add((input, _desk.Inbox.Accept([input], CancellationToken.None)));
    }

    // kill -9: what was in memory is gone; what nobody confirmed comes again from the messenger.
    private void Crash()
    {
        _channel.Crash(() => _random.Next(2) == 0);
        var unconfirmed = _offered.Where(offer => !offer.Accepted.IsCompletedSuccessfully).Select(offer => offer.Input).ToList();
        _offered.RemoveAll(offer => !offer.Accepted.IsCompletedSuccessfully);
        _desk = new Desk(_store, _channel, _time, _chance);
        if (_plant == Plant.LoseUnconfirmed)
            return;

        foreach (var input in unconfirmed)
            _offered.Add((input, _desk.Inbox.Accept([input], CancellationToken.None)));
    }

    private void Drain()
    {
        _faulty = false;
        for (var round = 0; round < 20_000; round++)
        {
            RunWorker();
            while (_channel.Open.Count > 0)
                EndSend();

            if (_desk.Worker.IsIdle && _store.WaitingInputs == 0 && !Waiting().Any())
                return;

            _time.Advance(TimeSpan.FromMilliseconds(250));
        }

        Fail("it does not drain: " + string.Join(", ", Waiting().Take(3).Select(row => $"{row.Item.Id} {row.State}")));
    }

    private IEnumerable<MemoryTurnStore.OutboxRow> Waiting() => _store.Outbox.Values.Where(row => row.State is OutboxState.Waiting or OutboxState.Sending);

    private void Check()
    {
        for (; _checkedTurns < _store.Turns.Count; _checkedTurns++)
        {
            var turn = _store.Turns[_checkedTurns];
            foreach (var message in turn.Turn.Messages)
                That(message.Signature is not null && message.Text.Contains(message.Signature.Official, StringComparison.Ordinal), "a message without a signature");

            var state = turn.Turn.State;
            That(state.Owner != Owner.Bot == state.Consultation is not null, "an owner without a consultation");
            That(state.Owner == Owner.Officer == state.Consultation?.Officer is not null, "an officer without an owner's right");
        }

        // Nothing is sent that is not committed, and no chat has two sends under way.
        var open = _channel.Open.Where(sending => sending.Item.Message is not null).ToList();
        That(open.TrueForAll(sending => _store.Outbox[sending.Item.Id].State == OutboxState.Sending), "a send that is not committed as Sending");
        That(open.Select(sending => sending.Item.Conversation).Distinct().Count() == open.Count, "two sends of one chat at once");
    }

    private void CheckEnd()
    {
        // Every accepted input was handled once and in its order.
        var handled = _store.Turns.Where(turn => turn.InputId > 0).GroupBy(turn => turn.Conversation);
        foreach (var conversation in handled)
            That(conversation.Select(turn => turn.InputId).SequenceEqual(conversation.Select(turn => turn.InputId).Distinct().Order()), "inputs handled twice or out of order");

        That(_store.Turns.Count == _store.Handled.Count, "a turn without an input");
        for (var citizen = 0; citizen < Citizens; citizen++)
        {
            var keys = _store.HandledKeys.Where(input => input.Address == "citizen-" + citizen && input.Key.StartsWith("message:", StringComparison.Ordinal)).Select(input => input.Key);
            That(keys.SequenceEqual(Enumerable.Range(1, _sent[citizen]).Select(number => $"message:{citizen}:{number}")), $"citizen {citizen} was not handled once and in order");
        }

        // First arrivals of a chat come in the order of its rows; whatever is Sent did arrive.
        foreach (var chat in _channel.Arrived.Where(item => item.Message is not null).GroupBy(item => item.Conversation))
        {
            var first = chat.Select(item => item.Id).Distinct().ToList();
            That(first.SequenceEqual(first.Order()), "messages of a chat arrived out of order");
        }

        var arrived = _channel.Arrived.Select(item => item.Id).ToHashSet();
        That(_store.Outbox.Values.Where(row => row.State == OutboxState.Sent).All(row => arrived.Contains(row.Item.Id)), "called sent, and never arrived");

        // A message that arrived twice was marked as a possible duplicate in the journal.
        var marked = _store.Turns.SelectMany(turn => turn.Turn.Marks).Where(mark => mark.Name == "possibleDuplicate")
            .Select(mark => long.Parse(mark.Value.Split(':')[0], CultureInfo.InvariantCulture)).ToHashSet();
        That(_channel.Arrived.Where(item => item.Message is not null).GroupBy(item => item.Id).Where(item => item.Count() > 1).All(item => marked.Contains(item.Key)), "a duplicate that no journal knows");
        That(_channel.Arrived.Where(item => item.Message?.Kind == MessageKind.Human).GroupBy(item => item.Id).All(item => item.Count() == 1), "an officer's message twice");
    }

    private RawInput Input(int citizen, int number, string text) => new(
        new CitizenAddress("simulated", "desk", "citizen-" + citizen), $"message:{citizen}:{number}", InputSource.Channel, Encoding.UTF8.GetBytes(text), _time.GetUtcNow());

    private void That(bool holds, string what)
    {
        if (!holds)
            Fail(what);
    }

    private void Fail(string what) => throw new InvariantBrokenException($"seed {Seed}, event {Events}: {what}");

    private sealed class SeededChance(Random random) : IChance
    {
        public void Fill(Span<byte> bytes) => random.NextBytes(bytes);
    }
}

/// <summary>Faults planted on purpose, to see that the checks find them.</summary>
internal enum Plant
{
    None,
    LoseUnconfirmed,
    NoRedelivery,
}

internal sealed class InvariantBrokenException(string message) : Exception(message);
