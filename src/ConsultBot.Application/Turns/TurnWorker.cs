using ConsultBot.Application.Consultations;
using ConsultBot.Application.Deliveries;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Application.Turns;

/// <summary>
/// The engine of the desk: one thread that stores inputs, lets their turns be decided, commits many of them together and
/// hands the committed messages to the channels. While one commit waits for the disk, the next batch gathers.
/// </summary>
internal sealed partial class TurnWorker
{
    // Inputs that wait: more of them are a burst.
    private const int Burst = 2_048;

    // Between two requests of a poller lies less than this.
    private static readonly TimeSpan _moment = TimeSpan.FromMilliseconds(10);

    private const string Stopped = "The desk stopped while this was being sent.";

    private readonly ITurnStore _store;
    private readonly TurnProcessor _processor;
    private readonly Dispatcher _dispatcher;
    private readonly MessageSender _sender;
    private readonly QueueBoard _board;
    private readonly ITurnFeed _feed;
    private readonly Inbox _inbox;
    private readonly TimeProvider _time;
    private readonly SteadyClock _steady;
    private readonly ILogger<TurnWorker> _log;
    private readonly Dictionary<long, TaskCompletionSource<TurnReceipt>> _receipts = [];
    private readonly List<Settlement> _settlements = [];

    /// <summary>Reports whose consequences ride on the next commit.</summary>
    private readonly List<ReportRequest> _followed = [];

    private readonly BatchSize _size = new();
    private bool _moreWaiting = true;
    private int _backlog;
    private DateTimeOffset _lastInputAt;
    private DateTimeOffset? _nextDueAt;
    private long _firstClaimAt;
    private long _lastClaimAt;

    public TurnWorker(
        ITurnStore store, TurnProcessor processor, Dispatcher dispatcher, MessageSender sender, QueueBoard board, ITurnFeed feed,
        Inbox inbox, TimeProvider time, ILogger<TurnWorker> log)
    {
        _store = store;
        _processor = processor;
        _dispatcher = dispatcher;
        _sender = sender;
        _board = board;
        _feed = feed;
        _inbox = inbox;
        _time = time;
        _steady = new SteadyClock(time);
        _log = log;
    }

    /// <summary>Takes over what a former process left in the outbox.</summary>
    public void Load()
    {
        var now = _time.GetUtcNow();
        // What belongs to a channel that is switched off waits for it to come back.
        foreach (var item in _store.Unsettled().Where(item => _dispatcher.Serves(item.Address)))
        {
            // An act of a process that is gone helps nobody any more.
            if (item.IsAct)
            {
                _settlements.Add(new Settlement(item.Id, OutboxState.Unknown, null, Stopped, item.Attempts + 1, now));
                continue;
            }

            if (item.State == OutboxState.Waiting)
            {
                _dispatcher.Load(item, _steady.Now);
                continue;
            }

            // It was being sent when the process died: nobody knows whether it arrived, unless the messenger does.
            if (_dispatcher.CanAsk(item.Address) && _store.Item(item.Id) is { } sent)
            {
                var (asking, told) = DeliveryPolicy.Asking(item.Id, item.Attempts + 1, Stopped, now);
                _settlements.Add(asking);
                Tell(item.Conversation, item.Address, told, asking, now);
                _dispatcher.Asking(item, _steady.Now);
                _sender.Ask(sent with { Attempts = asking.Attempts });
                continue;
            }

            var (settlement, heard, _) = DeliveryPolicy.Unknown(item.Id, item.Human, item.Attempts + 1, item.CreatedAt, Stopped, now);
            _settlements.Add(settlement);
            Tell(item.Conversation, item.Address, heard, settlement, now);
            if (settlement.State == OutboxState.Waiting)
                _dispatcher.Load(item with { Attempts = settlement.Attempts }, _steady.Now);
        }
    }

    /// <summary>How long to wait without being called; zero or less = not at all, null when nothing waits for time.</summary>
    public TimeSpan? NextWait()
    {
        var steady = _steady.Now;
        if (_moreWaiting)
            return BurstComesIn(steady);

        var (send, due) = (_dispatcher.NextWake(steady) - steady, _nextDueAt - _time.GetUtcNow());
        return send is null || due < send ? due ?? send : send;
    }

    /// <summary>Nothing is under way and nothing of this process waits to be stored.</summary>
    public bool IsIdle => _dispatcher.InFlight == 0 && _sender.IsIdle && _settlements.Count == 0 && _inbox.IsEmpty;

    /// <summary>One batch. Returns false when there was nothing to do.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was stored; those who waited were told.</exception>
    public bool RunOnce()
    {
        var (now, steady) = (_time.GetUtcNow(), _steady.Now);
        Settle(now, steady);
        Follow(_inbox.TakeReports(), now, steady);
        var requests = _inbox.Take(BatchSize.Most, out var inputs);
        if (inputs.Count > 0)
            _lastInputAt = steady;

        var burst = BurstComesIn(steady) > TimeSpan.Zero;
        if (burst && inputs.Count == 0)
            return false;

        var starts = _dispatcher.TakeStarts(steady, Dispatcher.MaxInFlight);
        if (inputs.Count == 0 && starts.Count == 0 && _settlements.Count == 0 && !_moreWaiting && !(_nextDueAt <= now))
        {
            FollowedAreStored();
            return false;
        }

        var turns = burst ? Math.Min(BatchSize.InBurst, _size.Turns) : _size.Turns;
        BatchResult result;
        try
        {
            _firstClaimAt = 0;
            result = _store.Run(new BatchWork(now, turns, inputs, [.. _settlements], starts), claim => Decide(claim, now, steady));
            _size.Took(_time.GetElapsedTime(_firstClaimAt, _lastClaimAt), result.Turns.Count);
        }
        catch (Exception error)
        {
            _dispatcher.Forget(starts);
            var closed = new InboxClosedException("The desk cannot store anything now.", error);
            foreach (var request in requests)
                _inbox.GiveBack(request, closed);

            foreach (var report in _followed)
                report.Fail(closed);

            _followed.Clear();
            throw;
        }

        _settlements.Clear();
        _moreWaiting = result.MoreWaiting;
        _backlog = result.Backlog;
        _nextDueAt = result.NextDueAt;
        Complete(requests, result);
        FollowedAreStored();
        foreach (var item in _dispatcher.Started(starts, result.Started, steady))
            _sender.Send(item);

        foreach (var turn in result.Turns)
            Committed(turn, steady);

        return true;
    }

    // Much waits, and inputs came a moment ago: the next ones are stored before what waits is decided. Zero or less = no burst.
    private TimeSpan BurstComesIn(DateTimeOffset steady) => _backlog > Burst ? _lastInputAt + _moment - steady : TimeSpan.Zero;

    private Decision Decide(Claim claim, DateTimeOffset now, DateTimeOffset steady)
    {
        _lastClaimAt = _time.GetTimestamp();
        if (_firstClaimAt == 0)
            _firstClaimAt = _lastClaimAt;

        return _processor.Decide(claim, now, steady);
    }

    private void Committed(CommittedTurn turn, DateTimeOffset steady)
    {
        foreach (var item in _dispatcher.Committed(turn, steady))
            _sender.Send(item);

        foreach (var consultation in turn.Turn.Consultations)
            _board.Apply(consultation);

        if (_feed.HasReaders)
            _feed.Publish(new FeedEvent(turn.JournalId, turn.Conversation, turn.Address, Units(turn.Turn)));

        if (_receipts.Remove(turn.InputId, out var receipt))
            receipt.TrySetResult(new TurnReceipt(turn.Conversation, false, turn.Turn.Refusal));
    }

    private static List<string> Units(Domain.Conversations.Turn turn)
    {
        var units = turn.Consultations.Select(consultation => consultation.Unit);
        if (turn.State.Consultation is { } open)
            units = units.Append(open.Unit);

        return units.Distinct(StringComparer.Ordinal).ToList();
    }

    private void Settle(DateTimeOffset now, DateTimeOffset steady)
    {
        while (_sender.TryTake(out var item, out var outcome))
        {
            var (settlement, heard, ask) = _dispatcher.Settled(item, outcome, steady, now);
            Keep(item, settlement, heard, now);
            if (ask)
                _sender.Ask(item with { Attempts = settlement.Attempts });
        }

        while (_sender.TryTakeAnswer(out var asked, out var answer))
        {
            if (_dispatcher.Answered(asked, answer, steady, now) is var (settlement, heard))
                Keep(asked, settlement, heard, now);
        }
    }

    private void Keep(OutboxItem item, Settlement settlement, DeliveryFailed? heard, DateTimeOffset now)
    {
        _settlements.Add(settlement);
        if (heard is not null)
        {
            Failed(_log, item.Id, heard.Reason, settlement.State);
            Tell(item.Conversation, item.Address, heard, settlement, now);
        }

        if (item.Message is { Kind: Domain.Messages.MessageKind.Human })
            _feed.Publish(new FeedEvent(0, item.Conversation, item.Address, []));
    }

    // What a messenger says later of messages that it took.
    private void Follow(IReadOnlyCollection<ReportRequest> requests, DateTimeOffset now, DateTimeOffset steady)
    {
        if (requests.Count == 0)
            return;

        _followed.AddRange(requests);
        var reports = requests.SelectMany(request => request.Reports).ToList();
        Dictionary<long, OutboxRowState> rows;
        try
        {
            rows = _store.Rows([.. reports.Select(report => report.Item).Distinct()]).ToDictionary(row => row.Item.Id);
        }
        catch (Exception error)
        {
            foreach (var request in _followed)
                request.Fail(new InboxClosedException("The desk can read nothing now.", error));

            _followed.Clear();
            throw;
        }

        foreach (var report in reports)
        {
            if (!rows.TryGetValue(report.Item, out var row) || ReportPolicy.Follow(row, report, now) is not { } effect)
                continue;

            var item = row.Item with { State = effect.Settlement.State, Attempts = effect.Settlement.Attempts };
            rows[report.Item] = new OutboxRowState(item, effect.Settlement.MessageId ?? row.MessageId);
            _settlements.Add(effect.Settlement);
            _dispatcher.Reported(item, report.MessageId, steady);
            if (effect.Event is { } heard)
            {
                Failed(_log, item.Id, heard.Reason, effect.Settlement.State);
                Tell(item.Conversation, item.Address, heard, effect.Settlement, now);
            }

            if (effect.RetryAfter is { } wait)
                _dispatcher.Again(item, wait, steady);

            if (item.Human)
                _feed.Publish(new FeedEvent(0, item.Conversation, item.Address, []));
        }
    }

    private void FollowedAreStored()
    {
        foreach (var report in _followed)
            report.Stored();

        _followed.Clear();
    }

    // What became of a message is an event of its conversation, in its order and in its journal. It is named by the attempt:
    // an instant may come twice when the clock is set.
    private void Tell(long conversation, Domain.Conversations.CitizenAddress address, DeliveryFailed heard, Settlement settlement, DateTimeOffset now) =>
        _inbox.Add(new RawInput(
            address, $"delivery:{conversation}:{heard.Message}:{settlement.State}:{settlement.Attempts}", InputSource.Event, JsonForm.Write(heard), now));

    private void Complete(IReadOnlyList<InboxRequest> requests, BatchResult result)
    {
        var at = 0;
        foreach (var request in requests)
        {
            var accepted = result.Accepted[at];
            at += request.Inputs.Count;
            request.Stored();
            if (request.Receipt is not { } receipt)
                continue;

            if (accepted.Duplicate)
                receipt.TrySetResult(new TurnReceipt(0, true, null));
            else
                _receipts[accepted.InputId] = receipt;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outbox row {Item} is {State}: {Reason}")]
    private static partial void Failed(ILogger log, long item, string reason, OutboxState state);
}
