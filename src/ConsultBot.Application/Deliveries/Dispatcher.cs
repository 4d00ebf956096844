using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Deliveries;

/// <summary>
/// Decides which committed message goes out when: one at a time and in order within a chat, in parallel across chats, no
/// faster than the channel allows, urgent ones and officers' words first. Used by the worker's thread alone; it does no I/O.
/// Its instants are those of <see cref="SteadyClock"/>: setting the machine's clock neither holds a message back nor hurries it.
/// </summary>
internal sealed class Dispatcher(ChannelDirectory channels)
{
    /// <summary>Sends under way at most, so that what a crash leaves unknown is bounded.</summary>
    public const int MaxInFlight = 256;

    private const double ChatBurst = 3;
    private const double AccountBurstSeconds = 0.1;

    private readonly Dictionary<long, Lane> _lanes = [];
    private readonly Dictionary<(string Channel, string Account), AccountPace> _accounts = [];
    private readonly PriorityQueue<Lane, DateTimeOffset> _later = new();
    private readonly HashSet<long> _planned = [];

    public int InFlight { get; private set; }

    /// <summary>Rows that wait or are under way.</summary>
    public int Lanes => _lanes.Count;

    /// <summary>Whether the channel of an address is switched on.</summary>
    public bool Serves(CitizenAddress address) => channels.Has(address.Channel);

    /// <summary>Whether its messenger can be asked what became of a send.</summary>
    public bool CanAsk(CitizenAddress address) => channels.Find(address.Channel).Lookup is not null;

    /// <summary>Plans a message of a turn that is about to be committed.</summary>
    public DeliveryPlan Plan(long conversation, CitizenAddress address, DateTimeOffset now)
    {
        var channel = channels.Find(address.Channel);
        if (channel.DeliversByCommit)
            return DeliveryPlan.Committed;

        if (InFlight + _planned.Count >= MaxInFlight || _planned.Contains(conversation))
            return DeliveryPlan.Wait;

        var lane = Lane(conversation, address, now);
        if (lane.IsBusy || lane.NextAt(now) > now || lane.Account.NextAt(now) > now)
            return DeliveryPlan.Wait;

        _planned.Add(conversation);
        lane.Account.Take(now);
        lane.Take(now);
        return DeliveryPlan.SendNow;
    }

    /// <summary>The batch was not stored: what was planned for it is forgotten.</summary>
    public void Forget(IEnumerable<long> starts)
    {
        _planned.Clear();
        foreach (var item in starts)
        {
            foreach (var lane in _lanes.Values.Where(lane => lane.Starting == item))
            {
                lane.Starting = 0;
                Queue(lane, DateTimeOffset.MinValue);
            }
        }
    }

    /// <summary>Takes over the rows of a committed turn and returns those that go out now.</summary>
    public IEnumerable<OutboxItem> Committed(CommittedTurn turn, DateTimeOffset now)
    {
        _planned.Remove(turn.Conversation);
        for (var i = 0; i < turn.Items.Count; i++)
        {
            var item = turn.Items[i];
            if (item.Act is not null && turn.Plans[i] == DeliveryPlan.SendNow)
            {
                yield return item;
                continue;
            }

            if (turn.Plans[i] == DeliveryPlan.SendNow)
                yield return Launch(Lane(item.Conversation, item.Address, now), item);
            else if (turn.Plans[i] == DeliveryPlan.Wait)
                Add(new Waiting(item.Id, IsFirst(item), 0), item.Conversation, item.Address, now);
        }

        // The citizen has written: what only waited for that goes on.
        if (_lanes.TryGetValue(turn.Conversation, out var lane) && lane.Held && turn.Turn.State.LastInboundAt != lane.HeardAt)
        {
            lane.Held = false;
            Queue(lane, now);
        }
    }

    /// <summary>Takes over what a former process left, in order.</summary>
    public void Load(UnsettledItem item, DateTimeOffset now) =>
        Add(new Waiting(item.Id, item.Urgent || item.Human, item.Attempts), item.Conversation, item.Address, now);

    /// <summary>Ids of waiting rows whose time has come; each is to be committed as Sending and then handed to <see cref="Started"/>.</summary>
    public List<long> TakeStarts(DateTimeOffset now, int max)
    {
        while (_later.TryPeek(out var lane, out var at) && at <= now)
        {
            _later.Dequeue();
            Enqueue(lane);
        }

        var starts = new List<long>();
        foreach (var account in _accounts.Values)
            TakeFrom(account, account.Urgent, now, max, starts);
        foreach (var account in _accounts.Values)
            TakeFrom(account, account.Ready, now, max, starts);

        return starts;
    }

    /// <summary>Rows that are now Sending; those asked for and not among them are gone.</summary>
    public IEnumerable<OutboxItem> Started(IReadOnlyList<long> asked, IReadOnlyList<OutboxItem> items, DateTimeOffset now)
    {
        foreach (var item in items)
            yield return Launch(Lane(item.Conversation, item.Address, now), item);

        if (items.Count == asked.Count)
            yield break;

        var gone = asked.Except(items.Select(item => item.Id)).ToHashSet();
        foreach (var lane in _lanes.Values.Where(lane => gone.Contains(lane.Starting)).ToList())
        {
            lane.Starting = 0;
            lane.Queue.RemoveFirst();
            Queue(lane, now);
        }
    }

    /// <summary>A send ended: says what is to be stored of it, what the conversation should hear, and whether the messenger is to be asked.</summary>
    /// <param name="at">The instant as the wall has it, to be stored.</param>
    public (Settlement Settlement, DeliveryFailed? Event, bool Ask) Settled(
        OutboxItem item, DeliveryOutcome outcome, DateTimeOffset now, DateTimeOffset at)
    {
        if (item.Act is not null)
            return (DeliveryPolicy.SettleAct(item, outcome, at), null, false);

        InFlight--;
        var lane = _lanes[item.Conversation];
        lane.InFlight = false;
        if (outcome is DeliveryOutcome.Unknown && lane.Reported is { } reported)
            outcome = new DeliveryOutcome.Sent(reported);

        lane.Reported = null;
        if (outcome is DeliveryOutcome.Unknown unknown && channels.Find(item.Address.Channel).Lookup is not null)
        {
            lane.Asking = true;
            var (asking, told) = DeliveryPolicy.Asking(item.Id, item.Attempts + 1, unknown.Reason, at);
            return (asking, told, true);
        }

        if (outcome is DeliveryOutcome.Held)
            (lane.Held, lane.HeardAt) = (true, item.LastInboundAt);

        var (settlement, heard, retryAfter) = DeliveryPolicy.Settle(item, outcome, at);
        if (outcome is DeliveryOutcome.Deferred { WholeAccount: true } && retryAfter is { } hold)
            lane.Account.HoldUntil(now + hold);

        if (settlement.State == OutboxState.Waiting)
        {
            lane.Queue.AddFirst(new Waiting(item.Id, IsFirst(item), settlement.Attempts));
            lane.NotBefore = now + (retryAfter ?? TimeSpan.Zero);
        }

        Queue(lane, now);
        return (settlement, heard, false);
    }

    /// <summary>A row of a former process of which the messenger is asked what became: its chat waits for the answer.</summary>
    public void Asking(UnsettledItem item, DateTimeOffset now)
    {
        var lane = Lane(item.Conversation, item.Address, now);
        (lane.Asking, lane.Item) = (true, item.Id);
    }

    /// <summary>The messenger has answered; null when a report had answered before it.</summary>
    public (Settlement Settlement, DeliveryFailed? Event)? Answered(OutboxItem item, EnquiryResult answer, DateTimeOffset now, DateTimeOffset at)
    {
        if (!_lanes.TryGetValue(item.Conversation, out var lane) || !lane.Asking || lane.Item != item.Id)
            return null;

        lane.Asking = false;
        var (settlement, heard) = DeliveryPolicy.Answered(item, answer, at);
        if (settlement.State == OutboxState.Waiting)
            lane.Queue.AddFirst(new Waiting(item.Id, IsFirst(item), settlement.Attempts));

        Queue(lane, now);
        return (settlement, heard);
    }

    /// <summary>A messenger has spoken of a row: what waited for that goes on, and what was to go again does not.</summary>
    public void Reported(UnsettledItem item, string messageId, DateTimeOffset now)
    {
        if (!_lanes.TryGetValue(item.Conversation, out var lane))
            return;

        if (lane.InFlight && lane.Item == item.Id)
            lane.Reported = messageId;
        else if (lane.Asking && lane.Item == item.Id)
            lane.Asking = false;
        else if (lane.Starting != item.Id && lane.Queue.FirstOrDefault(waiting => waiting.Item == item.Id) is { Item: > 0 } waits)
            lane.Queue.Remove(waits);

        Queue(lane, now);
    }

    /// <summary>A row that had been sent goes once more, before all that waits in its chat.</summary>
    public void Again(UnsettledItem item, TimeSpan after, DateTimeOffset now)
    {
        var lane = Lane(item.Conversation, item.Address, now);
        lane.Queue.AddFirst(new Waiting(item.Id, item.Urgent || item.Human, item.Attempts));
        lane.NotBefore = now + after;
        Queue(lane, now);
    }

    /// <summary>When to look again; null when nothing waits for time.</summary>
    public DateTimeOffset? NextWake(DateTimeOffset now)
    {
        DateTimeOffset? wake = _later.TryPeek(out _, out var later) ? later : null;
        foreach (var account in _accounts.Values.Where(account => account.Urgent.Count + account.Ready.Count > 0 && InFlight < MaxInFlight))
        {
            var at = account.NextAt(now);
            wake = wake is null || at < wake ? at : wake;
        }

        return wake;
    }

    // Chats that the account's pace holds keep their places, so that each gets its turn.
    private void TakeFrom(AccountPace account, Queue<Lane> queue, DateTimeOffset now, int max, List<long> starts)
    {
        while (starts.Count < max && InFlight + starts.Count < MaxInFlight && account.NextAt(now) <= now && queue.TryDequeue(out var lane))
        {
            lane.Queued = false;
            if (lane.IsBusyOrEmpty)
                continue;

            var at = lane.NextAt(now);
            if (at > now)
            {
                lane.Queued = true;
                _later.Enqueue(lane, at);
                continue;
            }

            lane.Starting = lane.Queue.First!.Value.Item;
            account.Take(now);
            lane.Take(now);
            starts.Add(lane.Starting);
        }
    }

    private OutboxItem Launch(Lane lane, OutboxItem item)
    {
        if (lane.Starting == item.Id)
        {
            lane.Starting = 0;
            lane.Queue.RemoveFirst();
        }

        (lane.InFlight, lane.Item) = (true, item.Id);
        InFlight++;
        return item;
    }

    private static bool IsFirst(OutboxItem item) => item.Message is { Urgent: true } or { Kind: MessageKind.Human };

    private void Add(Waiting waiting, long conversation, CitizenAddress address, DateTimeOffset now)
    {
        var lane = Lane(conversation, address, now);
        lane.Queue.AddLast(waiting);
        Queue(lane, now);
    }

    private void Queue(Lane lane, DateTimeOffset now)
    {
        if (lane.IsBusyOrEmpty)
        {
            if (lane.Queue.Count == 0 && !lane.IsBusy && lane.IsRested(now))
                _lanes.Remove(lane.Conversation);

            return;
        }

        if (!lane.Queued)
            Enqueue(lane);
    }

    private static void Enqueue(Lane lane)
    {
        lane.Queued = true;
        if (lane.Queue.First?.Value.Urgent == true)
            lane.Account.Urgent.Enqueue(lane);
        else
            lane.Account.Ready.Enqueue(lane);
    }

    private Lane Lane(long conversation, CitizenAddress address, DateTimeOffset now)
    {
        if (_lanes.TryGetValue(conversation, out var lane))
            return lane;

        var pace = channels.Find(address.Channel).Pace;
        if (!_accounts.TryGetValue((address.Channel, address.Account), out var account))
        {
            account = new AccountPace(new SendPace(pace.PerSecond, pace.PerSecond * AccountBurstSeconds, 0, now));
            _accounts[(address.Channel, address.Account)] = account;
        }

        lane = new Lane(conversation, account, new SendPace(pace.PerSecondPerChat, ChatBurst, ChatBurst, now));
        _lanes[conversation] = lane;
        return lane;
    }
}
