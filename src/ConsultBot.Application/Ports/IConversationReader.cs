using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Journals;

namespace ConsultBot.Application.Ports;

/// <summary>Reads for people: the desk, the web chat, auditors. Never waits for the writer, nor it for them.</summary>
public interface IConversationReader
{
    /// <summary>The journal of one conversation, decrypted, oldest first. An erased entry has no record.</summary>
    /// <param name="after">Sequence number after which to read; 0 = from the start.</param>
    Task<IReadOnlyList<TranscriptTurn>> Transcript(long conversation, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Id of a conversation by its address; null when nothing came from there yet.</summary>
    Task<long?> Find(CitizenAddress address, CancellationToken cancellationToken);

    /// <summary>A citizen by channel and address, whichever of our accounts he talks with; null when nothing came from there yet.</summary>
    Task<CitizenAddress?> Citizen(string channel, string address, CancellationToken cancellationToken);

    Task<ConversationRow?> Conversation(long conversation, CancellationToken cancellationToken);

    /// <summary>The keyed hash of a consultation's check code; null without one and for an unknown number.</summary>
    Task<string?> CodeHash(string number, CancellationToken cancellationToken);

    Task<ConsultationRow?> Consultation(string number, CancellationToken cancellationToken);

    /// <summary>Open consultations (queued or with an officer); for the board, in no order.</summary>
    Task<IReadOnlyList<ConsultationRow>> Open(CancellationToken cancellationToken);

    /// <summary>Closed consultations of units, newest first.</summary>
    Task<IReadOnlyList<ConsultationRow>> Closed(IReadOnlyList<string> units, int limit, CancellationToken cancellationToken);

    /// <summary>The latest waits of each unit, newest first, at most 20 a unit.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<TimeSpan>>> RecentWaits(CancellationToken cancellationToken);
}

public sealed record ConversationRow(long Id, CitizenAddress Address, ConversationState State);

public sealed record ConsultationRow(long Conversation, CitizenAddress Address, Consultation Consultation);

/// <param name="Record">Null when the citizen's key was destroyed.</param>
/// <param name="Deliveries">One for each message of the record, in order.</param>
public sealed record TranscriptTurn(
    long JournalId, long Sequence, DateTimeOffset At, TurnRecord? Record, IReadOnlyList<MessageDelivery> Deliveries);

/// <param name="Item">Id of the outbox row.</param>
public sealed record MessageDelivery(long Item, OutboxState State, string? Reason, int Attempts);
