using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;

namespace ConsultBot.Simulation.Tests;

/// <summary>What the disk holds: survives the crash of a process, forgets what was not committed.</summary>
internal sealed class MemoryTurnStore(Func<bool> fails) : ITurnStore
{
    private readonly Dictionary<string, Row> _conversations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _keys = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, InboxRow> _waiting = [];
    private readonly Dictionary<(long, TimerKind, string), (CitizenAddress Address, DateTimeOffset At)> _timers = [];
    private long _ids;
    private int _numbers;

    public List<CommittedTurn> Turns { get; } = [];

    public SortedDictionary<long, OutboxRow> Outbox { get; } = [];

    public HashSet<long> Handled { get; } = [];

    /// <summary>Address and key of each handled input, in the order of handling.</summary>
    public List<(string Address, string Key)> HandledKeys { get; } = [];

    public IEnumerable<Row> Conversations => _conversations.Values;

    public int WaitingInputs => _waiting.Count;

    public BatchResult Run(BatchWork work, Func<Claim, Decision> decide)
    {
        // Faults strike before anything is changed: a transaction is all or nothing.
        if (fails())
            throw new StoreUnavailableException("The simulated disk is full.");

        foreach (var settlement in work.Settlements)
        {
            var row = Outbox[settlement.Item];
            row.State = settlement.State;
            row.Attempts = settlement.Attempts;
        }

        var accepted = work.Inputs.Select(Accept).ToList();
        foreach (var (key, timer) in _timers.Where(pair => pair.Value.At <= work.Now).ToList())
        {
            _timers.Remove(key);
            Accept(new RawInput(timer.Address, $"timer:{key}:{timer.At.Ticks}", InputSource.Event, JsonForm.Write(new TimerFired(key.Item2, key.Item3)), work.Now));
        }

        var started = work.Start.Where(Outbox.ContainsKey).Select(id => Start(Outbox[id])).ToList();
        var turns = Decide(work, decide);
        DateTimeOffset? due = _timers.Count == 0 ? null : _timers.Values.Min(timer => timer.At);
        return new BatchResult(accepted, turns, started, _waiting.Count > 0, due);
    }

    public IReadOnlyList<UnsettledItem> Unsettled() =>
        [.. Outbox.Values.Where(row => row.State is OutboxState.Waiting or OutboxState.Sending).Select(row => new UnsettledItem(
            row.Item.Id, row.Item.Conversation, row.Item.Address, row.State, row.Item.Message?.Urgent == true,
            row.Item.Message?.Kind == Domain.Messages.MessageKind.Human, row.Attempts, row.Item.CreatedAt))];

    private List<CommittedTurn> Decide(BatchWork work, Func<Claim, Decision> decide)
    {
        var turns = new List<CommittedTurn>();
        foreach (var (id, input) in _waiting.Take(work.MaxTurns).ToList())
        {
            var row = Conversation(input.Input.Address);
            var number = TalonNumber.Format(work.Now.Year, _numbers + 1);
            if (decide(new Claim(row.Id, id, input.Input, row.State, number)) is not Decision.Commit commit)
                continue;

            _waiting.Remove(id);
            Handled.Add(id);
            HandledKeys.Add((input.Input.Address.Address, input.Input.Key));
            _numbers += commit.Turn.NumberUsed ? 1 : 0;
            row.State = JsonForm.ReadState(JsonForm.Write(commit.Turn.State));
            foreach (var timer in commit.Turn.Timers)
            {
                if (timer.At is { } at)
                    _timers[(row.Id, timer.Kind, timer.Subject)] = (input.Input.Address, at);
                else
                    _timers.Remove((row.Id, timer.Kind, timer.Subject));
            }

            turns.Add(Keep(row, id, input.Input, commit, work.Now));
        }

        Turns.AddRange(turns);
        return turns;
    }

    private CommittedTurn Keep(Row row, long inputId, RawInput input, Decision.Commit commit, DateTimeOffset now)
    {
        var items = new List<OutboxItem>();
        foreach (var message in commit.Turn.Messages)
            items.Add(new OutboxItem(++_ids, row.Id, input.Address, message, null, 0, now));
        foreach (var act in commit.Turn.Acts)
            items.Add(new OutboxItem(++_ids, row.Id, input.Address, null, act, 0, now));
        for (var i = 0; i < items.Count; i++)
        {
            Outbox[items[i].Id] = new OutboxRow(items[i])
            {
                State = commit.Plans[i] switch { DeliveryPlan.SendNow => OutboxState.Sending, DeliveryPlan.Wait => OutboxState.Waiting, _ => OutboxState.Sent },
            };
        }

        return new CommittedTurn(++_ids, row.Id, input.Address, inputId, commit.Turn, items, commit.Plans);
    }

    private AcceptedInput Accept(RawInput input)
    {
        var key = $"{input.Address}|{input.Key}";
        if (_keys.TryGetValue(key, out var known))
            return new AcceptedInput(known, true);

        _keys[key] = ++_ids;
        _waiting[_ids] = new InboxRow(input);
        return new AcceptedInput(_ids, false);
    }

    private static OutboxItem Start(OutboxRow row)
    {
        row.State = OutboxState.Sending;
        return row.Item with { Attempts = row.Attempts };
    }

    private Row Conversation(CitizenAddress address)
    {
        if (!_conversations.TryGetValue(address.ToString(), out var row))
            _conversations[address.ToString()] = row = new Row(_conversations.Count + 1);

        return row;
    }

    internal sealed class Row(long id)
    {
        public long Id { get; } = id;

        public ConversationState State { get; set; } = ConversationState.New;
    }

    internal sealed class OutboxRow(OutboxItem item)
    {
        public OutboxItem Item { get; } = item;

        public OutboxState State { get; set; }

        public int Attempts { get; set; }
    }

    private sealed record InboxRow(RawInput Input);
}
