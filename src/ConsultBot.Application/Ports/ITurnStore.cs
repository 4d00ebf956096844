using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Journals;

namespace ConsultBot.Application.Ports;

/// <summary>
/// The durable truth of conversations. One call of <see cref="Run"/> is one transaction: new inputs, turns with all they
/// decide, starts and settlements of sends are committed together or not at all.
/// </summary>
public interface ITurnStore
{
    /// <summary>Stores the work and lets <paramref name="decide"/> turn waiting inputs into commits. Called by one thread at a time.</summary>
    /// <param name="decide">Called for one waiting input after another; per conversation in order.</param>
    /// <exception cref="StoreUnavailableException">Nothing of this call was stored; it may be repeated.</exception>
    BatchResult Run(BatchWork work, Func<Claim, Decision> decide);

    /// <summary>Rows of the outbox as they are stored; one that is not there is left out. Called by the thread of <see cref="Run"/>.</summary>
    IReadOnlyList<OutboxRowState> Rows(IReadOnlyList<long> items);

    /// <summary>A row of the outbox with its words, whatever its state; null when they are gone. Called before the first <see cref="Run"/>.</summary>
    OutboxItem? Item(long item);

    /// <summary>What a former process left: rows in Sending (their outcome is unknown) and rows that wait.</summary>
    IReadOnlyList<UnsettledItem> Unsettled();
}

/// <param name="MaxTurns">Turns in one transaction at most.</param>
/// <param name="Start">Ids of waiting outbox rows whose time has come: they become Sending.</param>
public sealed record BatchWork(
    DateTimeOffset Now, int MaxTurns, IReadOnlyList<RawInput> Inputs, IReadOnlyList<Settlement> Settlements, IReadOnlyList<long> Start);

/// <summary>One waiting input with its conversation, to be decided.</summary>
public sealed record Claim(long Conversation, long InputId, RawInput Input, ConversationState State, string ReservedNumber);

public abstract record Decision
{
    /// <summary>A turn to commit.</summary>
    /// <param name="Parked">Why the input was parked (its raw bytes are kept); null for an ordinary turn.</param>
    /// <param name="DropRaw">The raw bytes hold what must not be stored: they are blanked in the same commit.</param>
    /// <param name="Plans">For each message, then each act of the turn: what becomes of its outbox row.</param>
    public sealed record Commit(Turn Turn, TurnRecord Record, string? Parked, IReadOnlyList<DeliveryPlan> Plans, bool DropRaw = false) : Decision;

    /// <summary>The input stays in the inbox and its conversation waits; whoever has to know was told.</summary>
    public sealed record Hold(DateTimeOffset Until, string Reason) : Decision;
}

public enum DeliveryPlan
{
    /// <summary>Waits for its turn in the chat or for the pace.</summary>
    Wait,

    /// <summary>Is committed as Sending and goes out at once.</summary>
    SendNow,

    /// <summary>The commit is the delivery.</summary>
    Committed,
}

/// <param name="Accepted">For each input of the work, in its order.</param>
/// <param name="Started">Rows that were asked to start, as they stand now; a row that vanished (erased) is not among them.</param>
/// <param name="MoreWaiting">Inputs wait that could be decided at once: call again.</param>
/// <param name="Backlog">Inputs that wait, those of conversations on hold included.</param>
/// <param name="NextDueAt">The next instant at which a timer fires or a held conversation may go on; null when there is none.</param>
public sealed record BatchResult(
    IReadOnlyList<AcceptedInput> Accepted, IReadOnlyList<CommittedTurn> Turns, IReadOnlyList<OutboxItem> Started,
    bool MoreWaiting, int Backlog, DateTimeOffset? NextDueAt);

/// <param name="InputId">Id of the stored row; for a duplicate the id of the first one.</param>
public readonly record struct AcceptedInput(long InputId, bool Duplicate);

/// <summary>A turn as committed.</summary>
/// <param name="JournalId">Grows with every turn of the desk; the id of live events.</param>
/// <param name="Items">The outbox rows of its messages and acts, in order.</param>
public sealed record CommittedTurn(
    long JournalId, long Conversation, CitizenAddress Address, long InputId, Turn Turn, IReadOnlyList<OutboxItem> Items,
    IReadOnlyList<DeliveryPlan> Plans);

/// <param name="Human">An officer wrote it: it never goes again by itself.</param>
/// <param name="IsAct">It has no words: it is let go.</param>
public sealed record UnsettledItem(
    long Id, long Conversation, CitizenAddress Address, OutboxState State, bool Urgent, bool Human, int Attempts, DateTimeOffset CreatedAt,
    bool IsAct = false);

/// <summary>The database cannot be written now: full or read-only disk, lost connection.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
