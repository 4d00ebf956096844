namespace ConsultBot.Application.Deliveries;

/// <summary>The order of one chat's sends.</summary>
internal sealed class Lane(long conversation, AccountPace account, SendPace pace)
{
    public long Conversation { get; } = conversation;

    public AccountPace Account { get; } = account;

    public LinkedList<Waiting> Queue { get; } = new();

    /// <summary>A send is under way.</summary>
    public bool InFlight { get; set; }

    /// <summary>The row that is being committed as Sending; 0 = none.</summary>
    public long Starting { get; set; }

    /// <summary>The row that is under way, or of which the messenger is asked what became; 0 = none.</summary>
    public long Item { get; set; }

    /// <summary>The send ended with an unknown outcome, and the messenger is asked.</summary>
    public bool Asking { get; set; }

    /// <summary>The channel's id of the row under way, when a report about it came before its outcome.</summary>
    public string? Reported { get; set; }

    /// <summary>The next row may go only when the citizen has written again.</summary>
    public bool Held { get; set; }

    /// <summary>When the citizen had last been heard of as the row was held.</summary>
    public DateTimeOffset? HeardAt { get; set; }

    /// <summary>It stands in one of the dispatcher's queues.</summary>
    public bool Queued { get; set; }

    public DateTimeOffset NotBefore { get; set; }

    public bool IsBusy => InFlight || Asking || Starting != 0 || Queue.Count > 0;

    public bool IsBusyOrEmpty => InFlight || Asking || Held || Starting != 0 || Queue.Count == 0;

    public DateTimeOffset NextAt(DateTimeOffset now) => pace.NextAt(now) is var at && at > NotBefore ? at : NotBefore;

    public void Take(DateTimeOffset now) => pace.Take(now);

    /// <summary>Nothing is remembered that a new lane would not know.</summary>
    public bool IsRested(DateTimeOffset now) => pace.IsFull(now) && NotBefore <= now;
}

/// <summary>The pace of a whole account, its stop after a refusal, and the chats that wait for either.</summary>
internal sealed class AccountPace(SendPace pace)
{
    private DateTimeOffset _notBefore;

    /// <summary>Chats whose next message is urgent or a person's.</summary>
    public Queue<Lane> Urgent { get; } = new();

    public Queue<Lane> Ready { get; } = new();

    public DateTimeOffset NextAt(DateTimeOffset now) => pace.NextAt(now) is var at && at > _notBefore ? at : _notBefore;

    public void Take(DateTimeOffset now) => pace.Take(now);

    public void HoldUntil(DateTimeOffset at) => _notBefore = at > _notBefore ? at : _notBefore;
}

/// <param name="Item">Id of the outbox row; its words stay in the database until it goes.</param>
internal readonly record struct Waiting(long Item, bool Urgent, int Attempts);
