using ConsultBot.Domain.Conversations;

namespace ConsultBot.Application.Ports;

/// <summary>Where every input enters. What it has accepted survives a crash and is handled once, in order per conversation.</summary>
public interface IInbox
{
    /// <summary>Completes when the inputs are durable; only then may the channel acknowledge them.</summary>
    /// <exception cref="InboxClosedException">The desk is stopping, or the store refuses to write: nothing was accepted.</exception>
    Task Accept(IReadOnlyList<RawInput> inputs, CancellationToken cancellationToken);

    /// <summary>Completes when the input's turn is committed.</summary>
    /// <exception cref="InboxClosedException">As for <see cref="Accept"/>.</exception>
    Task<TurnReceipt> Submit(RawInput input, CancellationToken cancellationToken);
}

/// <param name="Duplicate">The key was known: nothing happened again.</param>
/// <param name="Refusal">Why the desk's request was not done; null when it was.</param>
public sealed record TurnReceipt(long Conversation, bool Duplicate, Refusal? Refusal);

/// <summary>Nothing can be accepted now. A webhook answers 503, a poller asks again later.</summary>
public sealed class InboxClosedException(string message, Exception? inner = null) : Exception(message, inner);
