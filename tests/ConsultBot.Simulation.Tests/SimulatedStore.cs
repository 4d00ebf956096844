using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;

namespace ConsultBot.Simulation.Tests;

/// <summary>
/// What the disk holds: survives the crash of a process and forgets what was not committed. It faults where a disk does:
/// before a commit, in the midst of one (all of it is undone), and after it, when nobody is told any more.
/// </summary>
internal sealed class SimulatedStore(Invariants invariants, Func<StoreFault> fault) : ITurnStore
{
    // The JSON form is costly beside everything else here; every so often is enough to see that it holds all.
    private const int TurnsToARoundTrip = 16;

    private readonly Dictionary<CitizenAddress, Row> _byAddress = [];
    private readonly Dictionary<long, Row> _byId = [];
    private readonly Dictionary<string, long> _keys = new(StringComparer.Ordinal);
    private readonly Queue<Row> _ready = new();
    private readonly Dictionary<(long Conversation, TimerKind Kind, string Subject), DateTimeOffset> _timers = [];
    private readonly Dictionary<string, ConsultationRow> _consultations = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, OutboxRow> _unsettled = [];
    private readonly Dictionary<long, OutboxRow> _outbox = [];
    private readonly List<Action> _undo = [];
    private long _ids;
    private long _turns;
    private int _numbers;

    public long Turns => _turns;

    public int WaitingInputs { get; private set; }

    public IEnumerable<Row> Conversations => _byId.Values;

    /// <summary>Rows that wait or are under way.</summary>
    public IEnumerable<OutboxRow> Unfinished => _unsettled.Values;

    public IReadOnlyDictionary<string, ConsultationRow> Consultations => _consultations;

    public IEnumerable<ConsultationRow> Open =>
        _byId.Values.Where(row => row.State.Consultation is not null).Select(row => new ConsultationRow(row.Id, row.Address, row.State.Consultation!));

    public bool Has(string key) => _keys.ContainsKey(key);

    public OutboxRow? Item(long id) => _outbox.GetValueOrDefault(id);

    public DateTimeOffset? Timer(long conversation, TimerKind kind, string subject) =>
        _timers.TryGetValue((conversation, kind, subject), out var at) ? at : null;

    public BatchResult Run(BatchWork work, Func<Claim, Decision> decide)
    {
        var strikes = fault();
        if (strikes == StoreFault.Before)
            throw new StoreUnavailableException("The simulated disk is full.");

        _undo.Clear();
        var turns = new List<Written>();
        BatchResult result;
        try
        {
            result = Write(work, decide, turns, strikes);
        }
        catch
        {
            for (var i = _undo.Count - 1; i >= 0; i--)
                _undo[i]();

            throw;
        }

        invariants.Committed(this, work, turns);
        return strikes == StoreFault.AfterAndDead ? throw new ProcessDiedException() : result;
    }

    public IReadOnlyList<UnsettledItem> Unsettled() =>
        [.. _unsettled.Values.Select(row => new UnsettledItem(
            row.Item.Id, row.Item.Conversation, _byId[row.Item.Conversation].Address, row.State, row.Item.Message?.Urgent == true,
            row.Item.Message?.Kind == Domain.Messages.MessageKind.Human, row.Attempts, row.Item.CreatedAt, row.Item.Act is not null))];

    public IReadOnlyList<OutboxRowState> Rows(IReadOnlyList<long> items) =>
        [.. Unsettled().Where(row => items.Contains(row.Id)).Select(row => new OutboxRowState(row, null))];

    OutboxItem? ITurnStore.Item(long item) => Item(item)?.Item;

    private BatchResult Write(BatchWork work, Func<Claim, Decision> decide, List<Written> turns, StoreFault strikes)
    {
        foreach (var settlement in work.Settlements)
            Settle(settlement);

        var accepted = work.Inputs.Select(Accept).ToList();
        FireTimers(work.Now);
        var started = work.Start.Select(Start).OfType<OutboxItem>().ToList();
        Decide(work, decide, turns, strikes);
        if (strikes is StoreFault.Midway)
            throw new StoreUnavailableException("The simulated disk broke off.");
        if (strikes is StoreFault.MidwayAndDead)
            throw new ProcessDiedException();

        DateTimeOffset? due = _timers.Count == 0 ? null : _timers.Values.Min();
        return new BatchResult(accepted, [.. turns.Select(written => written.Turn)], started, WaitingInputs > 0, WaitingInputs, due);
    }

    private void Settle(Settlement settlement)
    {
        var row = _outbox[settlement.Item];
        var (state, attempts) = (row.State, row.Attempts);
        _undo.Add(() =>
        {
            SetState(row, state);
            row.Attempts = attempts;
        });
        SetState(row, settlement.State);
        row.Attempts = settlement.Attempts;
        if (settlement.NewAddress is { } moved)
            Move(row, moved);
    }

    // A chat that moved to where another conversation is gets nothing any more under its old address.
    private void Move(OutboxRow item, string moved)
    {
        var row = _byId[item.Item.Conversation];
        var (before, after) = (row.Address, row.Address with { Address = moved });
        if (before == after)
            return;

        if (!_byAddress.TryAdd(after, row))
        {
            SetState(item, OutboxState.Rejected);
            return;
        }

        _byAddress.Remove(before);
        row.Address = after;
        _undo.Add(() =>
        {
            _byAddress.Remove(after);
            _byAddress[before] = row;
            row.Address = before;
        });
    }

    private AcceptedInput Accept(RawInput input)
    {
        if (_keys.TryGetValue(input.Key, out var known))
            return new AcceptedInput(known, true);

        var id = ++_ids;
        var row = Conversation(input.Address);
        _keys[input.Key] = id;
        row.Waiting.AddLast((id, input));
        WaitingInputs++;
        if (row.Waiting.Count == 1)
            _ready.Enqueue(row);

        _undo.Add(() =>
        {
            _keys.Remove(input.Key);
            row.Waiting.RemoveLast();
            WaitingInputs--;
        });
        return new AcceptedInput(id, false);
    }

    private void FireTimers(DateTimeOffset now)
    {
        foreach (var (timer, at) in _timers.Where(timer => timer.Value <= now).ToList())
        {
            var row = _byId[timer.Conversation];
            SetTimer(timer, null);
            Accept(new RawInput(
                row.Address, $"timer:{timer.Conversation}:{timer.Kind}:{timer.Subject}:{at.Ticks}:{row.State.Turns}", InputSource.Event,
                JsonForm.Write(new TimerFired(timer.Kind, timer.Subject)), now));
        }
    }

    private void SetTimer((long, TimerKind, string) timer, DateTimeOffset? at)
    {
        DateTimeOffset? before = _timers.TryGetValue(timer, out var set) ? set : null;
        if (before is null && at is null)
            return;

        Put(timer, at);
        _undo.Add(() => Put(timer, before));
    }

    private void Put((long, TimerKind, string) timer, DateTimeOffset? at)
    {
        if (at is { } instant)
            _timers[timer] = instant;
        else
            _timers.Remove(timer);
    }

    // As the database does: only a row that waits is started; an erased one never.
    private OutboxItem? Start(long id)
    {
        if (_outbox.GetValueOrDefault(id) is not { State: OutboxState.Waiting } row)
            return null;

        SetState(row, OutboxState.Sending);
        _undo.Add(() => SetState(row, OutboxState.Waiting));
        return row.Item with { Attempts = row.Attempts, Address = _byId[row.Item.Conversation].Address };
    }

    private void Decide(BatchWork work, Func<Claim, Decision> decide, List<Written> turns, StoreFault strikes)
    {
        // Conversations take their turns in a circle, so that nobody waits behind another's backlog.
        var most = strikes is StoreFault.Midway or StoreFault.MidwayAndDead ? work.MaxTurns / 2 : work.MaxTurns;
        while (turns.Count < most && _ready.TryDequeue(out var row))
        {
            _undo.Add(() => _ready.Enqueue(row));
            if (row.Waiting.First is not { } waiting)
                continue;

            var (id, input) = waiting.Value;
            var number = TalonNumber.Format(work.Now.Year, _numbers + 1);
            var commit = decide(new Claim(row.Id, id, input, row.State, number)) as Decision.Commit
                ?? throw new InvalidOperationException("Somebody is always in force here, and no channel is off.");
            turns.Add(Commit(row, id, input, commit, work.Now));

            if (row.Waiting.Count > 0)
                _ready.Enqueue(row);
        }
    }

    private Written Commit(Row row, long id, RawInput input, Decision.Commit commit, DateTimeOffset now)
    {
        var (turn, before, numbers) = (commit.Turn, row.State, _numbers);
        row.Waiting.RemoveFirst();
        WaitingInputs--;
        _turns++;
        row.State = _turns % TurnsToARoundTrip == 0 ? JsonForm.ReadState(JsonForm.Write(turn.State)) : turn.State;
        _numbers += turn.NumberUsed ? 1 : 0;
        _undo.Add(() =>
        {
            row.Waiting.AddFirst((id, input));
            WaitingInputs++;
            _turns--;
            row.State = before;
            _numbers = numbers;
        });
        foreach (var timer in turn.Timers)
            SetTimer((row.Id, timer.Kind, timer.Subject), timer.At);

        foreach (var consultation in turn.Consultations)
            Keep(row, consultation);

        if (turn.Erase)
            EraseWords(row);

        var committed = new CommittedTurn(++_ids, row.Id, row.Address, id, turn, Items(row, turn, commit.Plans, now), commit.Plans);
        return new Written(row, input, before, commit, committed);
    }

    private void Keep(Row row, Consultation consultation)
    {
        var before = _consultations.GetValueOrDefault(consultation.Number);
        _consultations[consultation.Number] = new ConsultationRow(row.Id, row.Address, consultation);
        _undo.Add(() =>
        {
            if (before is null)
                _consultations.Remove(consultation.Number);
            else
                _consultations[consultation.Number] = before;
        });
    }

    // What still waits of an erased citizen goes out no more.
    private void EraseWords(Row row)
    {
        foreach (var item in _unsettled.Values.Where(item => item.Item.Conversation == row.Id && item.State == OutboxState.Waiting).ToList())
        {
            SetState(item, OutboxState.Rejected);
            _undo.Add(() => SetState(item, OutboxState.Waiting));
        }
    }

    private List<OutboxItem> Items(Row row, Turn turn, IReadOnlyList<DeliveryPlan> plans, DateTimeOffset now)
    {
        var items = new List<OutboxItem>(turn.Messages.Count + turn.Acts.Count);
        foreach (var message in turn.Messages)
            items.Add(new OutboxItem(++_ids, row.Id, row.Address, message, null, 0, now));
        foreach (var act in turn.Acts)
            items.Add(new OutboxItem(++_ids, row.Id, row.Address, null, act, 0, now));
        for (var i = 0; i < items.Count; i++)
        {
            var item = new OutboxRow(items[i]);
            _outbox[item.Item.Id] = item;
            SetState(item, plans[i] == DeliveryPlan.Wait ? OutboxState.Waiting : OutboxState.Sending);
            _undo.Add(() =>
            {
                _unsettled.Remove(item.Item.Id);
                _outbox.Remove(item.Item.Id);
            });
        }

        return items;
    }

    private void SetState(OutboxRow row, OutboxState state)
    {
        row.State = state;
        if (state is OutboxState.Waiting or OutboxState.Sending)
            _unsettled[row.Item.Id] = row;
        else
            _unsettled.Remove(row.Item.Id);
    }

    private Row Conversation(CitizenAddress address)
    {
        if (_byAddress.TryGetValue(address, out var row))
            return row;

        row = new Row(++_ids, address);
        _byAddress[address] = row;
        _byId[row.Id] = row;
        _undo.Add(() =>
        {
            _byAddress.Remove(address);
            _byId.Remove(row.Id);
        });
        return row;
    }

    internal sealed class Row(long id, CitizenAddress address)
    {
        public long Id { get; } = id;

        public CitizenAddress Address { get; set; } = address;

        public ConversationState State { get; set; } = ConversationState.New;

        public LinkedList<(long Id, RawInput Input)> Waiting { get; } = new();
    }

    internal sealed class OutboxRow(OutboxItem item)
    {
        public OutboxItem Item { get; } = item;

        public OutboxState State { get; set; }

        public int Attempts { get; set; }
    }

    /// <summary>A turn as the disk has it, with the state before it.</summary>
    internal sealed record Written(Row Row, RawInput Input, ConversationState Before, Decision.Commit Commit, CommittedTurn Turn);
}

/// <summary>Where a disk or a process gives up.</summary>
internal enum StoreFault
{
    None,

    /// <summary>Nothing is written.</summary>
    Before,

    /// <summary>Part is written and undone.</summary>
    Midway,

    /// <summary>Part is written and undone, and the process dies of it.</summary>
    MidwayAndDead,

    /// <summary>All is durable, and the process dies before it tells anybody.</summary>
    AfterAndDead,
}

/// <summary>kill -9 in the midst of a call.</summary>
internal sealed class ProcessDiedException : Exception;
