namespace ConsultBot.Application.Ports;

/// <summary>A messenger that can be asked what became of a send, so that an unknown one never goes again blindly.</summary>
public interface IDeliveryLookup
{
    /// <summary>Messages of ours to the same citizen, with the same words, that the messenger took since the row was made.</summary>
    /// <returns>Null when the messenger gave no answer.</returns>
    Task<IReadOnlyList<FoundMessage>?> Find(OutboxItem item, CancellationToken cancellationToken);
}

/// <param name="MessageId">The channel's id.</param>
/// <param name="State">How far it has come.</param>
public sealed record FoundMessage(string MessageId, OutboxState State);
