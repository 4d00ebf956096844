using System.Globalization;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;
using Microsoft.Data.Sqlite;

namespace ConsultBot.Storage.Sqlite;

/// <summary>
/// Turns in one SQLite file. This process is the only writer, so what it keeps in memory (who waits, the conversations used
/// last, ids and numbers) is what the disk says; after a batch that failed all of it is read anew.
/// </summary>
internal sealed class SqliteTurnStore : ITurnStore, IDisposable
{
    private const int CachedConversations = 20_000;
    private const int TimersInOneBatch = 500;

    private readonly SqliteWriter _writer;
    private readonly HighWater _ids;
    private readonly TurnRows _rows;
    private readonly NumberSeries _numbers;
    private readonly TurnCommit _commit;
    private readonly ConversationCache _conversations = new(CachedConversations);
    private readonly ReadyConversations _ready = new();
    private readonly List<ReadyConversation> _ofBatch = [];
    private bool _loaded;

    public SqliteTurnStore(SqliteWriter writer, IChance chance, TimeZoneInfo zone)
    {
        _writer = writer;
        _ids = new HighWater(writer);
        var (recent, journal) = (new RecentStates(writer), new JournalRows(writer));
        _rows = new TurnRows(
            new InboxRows(writer), new ConversationRows(writer, recent), recent, journal, new OutboxRows(writer, journal),
            new TimerRows(writer), new AccountRows(writer));
        _numbers = new NumberSeries(writer, zone);
        _commit = new TurnCommit(writer, _ids, chance, _rows, _numbers);
    }

    public BatchResult Run(BatchWork work, Func<Claim, Decision> decide)
    {
        using var scope = _writer.Enter();
        try
        {
            Load();
            var now = work.Now.ToUnixTimeMilliseconds();
            if (IsIdle(work, now))
                return new BatchResult([], [], [], false, _ready.Inputs, NextDue());

            _writer.Begin();
            var result = Run(work, now, decide);
            _ids.Save();
            _writer.Commit();
            _writer.Note.Write(_ids.Mark(_numbers));
            ForgetErased(result);
            return result;
        }
        catch (SqliteException error) when (StoreFault.IsOutside(error))
        {
            Undo();
            throw StoreFault.Of(error, _writer.Path);
        }
        catch
        {
            Undo();
            throw;
        }
        finally
        {
            EndBatch();
        }
    }

    public IReadOnlyList<OutboxRowState> Rows(IReadOnlyList<long> items)
    {
        using var scope = _writer.Enter();
        return [.. items.Select(_rows.Outbox.Row).OfType<OutboxRowState>()];
    }

    public OutboxItem? Item(long item)
    {
        using var scope = _writer.Enter();
        Load();
        return _rows.Outbox.Item(item, Conversation);
    }

    public IReadOnlyList<UnsettledItem> Unsettled()
    {
        using var scope = _writer.Enter();
        return _rows.Outbox.Unsettled();
    }

    public void Dispose() => _writer.Dispose();

    private BatchResult Run(BatchWork work, long now, Func<Claim, Decision> decide)
    {
        foreach (var settlement in work.Settlements)
            Settle(settlement);

        var timers = _rows.Timers.NextDue <= now ? _rows.Timers.TakeDue(now, TimersInOneBatch) : [];
        _ready.Release(now);

        // Where this batch decides all that waits, an input's row is written once, as handled.
        var roomForAll = _ready.Count + work.Inputs.Count + timers.Count <= work.MaxTurns;
        var accepted = new AcceptedInput[work.Inputs.Count];
        for (var i = 0; i < accepted.Length; i++)
            accepted[i] = Accept(work.Inputs[i], roomForAll ? now : null);

        foreach (var timer in timers)
            Accept(Fired(timer, work.Now), roomForAll ? now : null);

        var started = Start(work.Start);
        var turns = Decide(work, now, decide);
        StoreRest();
        return new BatchResult(accepted, turns, started, _ready.Count > 0 || _rows.Timers.NextDue <= now, _ready.Inputs, NextDue());
    }

    private void Settle(Settlement settlement)
    {
        _rows.Outbox.Settle(settlement);
        if (settlement.NewAddress is not { } address || _rows.Outbox.ConversationOf(settlement.Item) is not { } id)
            return;

        var conversation = Conversation(id);
        if (conversation.Address.Address == address)
            return;

        // Where another conversation is, this one cannot go, and its old address takes nothing any more.
        if (_rows.Conversations.Move(id, address))
            _conversations.Move(conversation, conversation.Address with { Address = address });
        else
            _rows.Outbox.Settle(settlement with { State = OutboxState.Rejected, NewAddress = null });
    }

    private AcceptedInput Accept(RawInput input, long? handled)
    {
        // Whoever is known already is not read yet: in a burst his turn comes much later.
        var account = _rows.Accounts.Id(input.Address);
        if (ConversationOf(input.Address, account) is not { } conversation)
        {
            // A known key from an address that moved away makes no conversation.
            if (_rows.Inbox.FindId(account, input.Key) is { } known)
                return new AcceptedInput(known, Duplicate: true);

            conversation = Create(input.Address, account);
        }

        var id = _ids.NextInput();
        if (!_rows.Inbox.Insert(id, conversation, account, input, handled))
            return new AcceptedInput(_rows.Inbox.FindId(account, input.Key)!.Value, Duplicate: true);

        var ready = _ready.Add(conversation);
        ready.OfBatch.Enqueue(new BatchInput(id, input, handled is not null));
        _ofBatch.Add(ready);
        return new AcceptedInput(id, Duplicate: false);
    }

    private RawInput Fired(DueTimer timer, DateTimeOffset now)
    {
        // The turn is part of the name: with a clock set back, a timer may be set for the same instant again.
        var conversation = Conversation(timer.Conversation);
        var key = string.Create(
            CultureInfo.InvariantCulture, $"timer:{timer.Conversation}:{timer.Kind}:{timer.Subject}:{timer.DueAt}:{conversation.State.Turns}");
        var bytes = JsonForm.Write(new TimerFired(timer.Kind, timer.Subject));
        return new RawInput(conversation.Address, key, InputSource.Event, bytes, now);
    }

    private List<OutboxItem> Start(IReadOnlyList<long> ids)
    {
        var started = new List<OutboxItem>(ids.Count);
        foreach (var id in ids)
        {
            if (_rows.Outbox.Start(id, Conversation) is { } item)
                started.Add(item);
        }

        return started;
    }

    private List<CommittedTurn> Decide(BatchWork work, long now, Func<Claim, Decision> decide)
    {
        var turns = new List<CommittedTurn>(Math.Min(work.MaxTurns, _ready.Count));
        while (turns.Count < work.MaxTurns && _ready.TryTake(out var ready))
        {
            var conversation = Conversation(ready.Id);
            var (id, input, assumed) = Next(ready, conversation);
            switch (decide(new Claim(ready.Id, id, input, conversation.State, _numbers.Offer(work.Now))))
            {
                case Decision.Commit commit:
                    if (!assumed || commit.Parked is not null)
                        _rows.Inbox.Handled(id, now, commit.Parked);

                    if (commit.DropRaw)
                        _rows.Inbox.BlankInput(id);

                    if (ready.HeldUntil is not null)
                        _rows.Conversations.Hold(ready.Id, null);

                    turns.Add(_commit.Write(conversation, id, commit, work.Now));
                    _ready.Served(ready);
                    break;
                case Decision.Hold hold:
                    Hold(ready, id, assumed, hold.Until.ToUnixTimeMilliseconds());
                    break;
                case var other:
                    throw new InvalidOperationException($"A decision of kind {other?.GetType().Name ?? "null"} is not known.");
            }
        }

        return turns;
    }

    private BatchInput Next(ReadyConversation ready, CachedConversation conversation)
    {
        if (ready.Waiting == ready.OfBatch.Count)
            return ready.OfBatch.Dequeue();

        var (id, input) = _rows.Inbox.Next(ready.Id, conversation.Address);
        return new BatchInput(id, input, Assumed: false);
    }

    private void Hold(ReadyConversation ready, long input, bool assumed, long until)
    {
        if (assumed)
            _rows.Inbox.Waits(input);

        _rows.Conversations.Hold(ready.Id, until);
        _ready.Hold(ready, until);
    }

    // What this batch accepted and did not come to stays on the disk as waiting, and in memory as a count.
    private void StoreRest()
    {
        foreach (var ready in _ofBatch)
        {
            while (ready.OfBatch.TryDequeue(out var input))
            {
                if (input.Assumed)
                    _rows.Inbox.Waits(input.Id);
            }
        }
    }

    private void ForgetErased(BatchResult result)
    {
        foreach (var turn in result.Turns)
        {
            if (turn.Turn.Erase)
            {
                _writer.ForgetLog();
                return;
            }
        }
    }

    private bool IsIdle(BatchWork work, long now) =>
        work.Inputs.Count == 0 && work.Settlements.Count == 0 && work.Start.Count == 0
        && _ready.Count == 0 && !(_ready.NextRelease <= now) && !(_rows.Timers.NextDue <= now);

    private DateTimeOffset? NextDue()
    {
        var (timer, release) = (_rows.Timers.NextDue, _ready.NextRelease);
        var next = timer is null || release < timer ? release : timer;
        return next is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    private CachedConversation Conversation(long id)
    {
        if (!_conversations.TryGet(id, out var conversation))
        {
            conversation = _rows.Conversations.Load(id);
            _conversations.Add(conversation);
        }

        return conversation;
    }

    private long? ConversationOf(CitizenAddress address, long account) =>
        _conversations.TryGet(address, out var conversation) ? conversation.Id : _rows.Conversations.Find(account, address.Address);

    private long Create(CitizenAddress address, long account)
    {
        var conversation = new CachedConversation(
            _ids.NextConversation(), address, ConversationState.New, _ids.NextKey(), _commit.NewKey(), HashChain.Start.ToArray())
        {
            Account = account,
        };
        _rows.Conversations.Insert(conversation);
        _conversations.Add(conversation);
        return conversation.Id;
    }

    private void Load()
    {
        if (_loaded)
            return;

        _ids.Load();
        _rows.Recent.Load();
        var held = _rows.Conversations.Held();
        var waiting = _rows.Inbox.Waiting();
        waiting.Sort((one, other) => one.Oldest.CompareTo(other.Oldest));
        foreach (var (conversation, _, count) in waiting)
            _ready.Load(conversation, count, held.TryGetValue(conversation, out var until) ? until : null);

        _loaded = true;
    }

    private void Undo()
    {
        _writer.Rollback();
        _conversations.Clear();
        _ready.Clear();
        _rows.Timers.Forget();
        _rows.Accounts.Forget();
        _numbers.Forget();
        _loaded = false;
    }

    private void EndBatch()
    {
        foreach (var ready in _ofBatch)
            ready.OfBatch.Clear();

        _ofBatch.Clear();
    }
}
