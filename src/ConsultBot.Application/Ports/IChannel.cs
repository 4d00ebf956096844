using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;

namespace ConsultBot.Application.Ports;

/// <summary>A messenger: reads its raw inputs and sends signed messages. A further messenger is one more of these.</summary>
public interface IChannel
{
    /// <summary>The name used in addresses: telegram, whatsapp, web.</summary>
    string Name { get; }

    ChannelTraits Traits { get; }

    ChannelPace Pace { get; }

    /// <summary>The commit itself is the delivery (web chat): nothing is sent over a network.</summary>
    bool DeliversByCommit { get; }

    /// <summary>Asks the messenger what became of a send; null where it cannot be asked.</summary>
    IDeliveryLookup? Lookup => null;

    /// <summary>Raw bytes to an event.</summary>
    /// <exception cref="UnreadableInputException">The bytes cannot be understood: the input is parked.</exception>
    ConversationEvent Read(RawInput input);

    /// <summary>Sends once and says what is known of the outcome. Never throws for what the network does.</summary>
    Task<DeliveryOutcome> Send(OutboxItem item, CancellationToken cancellationToken);

    /// <summary>A file that a citizen sent; null when the channel cannot give it, or it is gone or too large.</summary>
    /// <param name="file">As the event names it: it came from outside.</param>
    Task<ChannelFile?> Fetch(string file, CancellationToken cancellationToken) => Task.FromResult<ChannelFile?>(null);

    /// <summary>An address that opens the chat at a topic, for posters and portals; null while there is none.</summary>
    /// <param name="topic">Id of the entry.</param>
    /// <param name="label">Its name in the reader's language: what the citizen then writes, where a messenger needs words.</param>
    string? Link(string topic, string label) => null;
}

/// <summary>How fast a channel may be written to. 0 = no limit.</summary>
/// <param name="PerSecond">Messages a second for the whole account.</param>
/// <param name="PerSecondPerChat">Messages a second into one chat; a short burst of three passes.</param>
public sealed record ChannelPace(double PerSecond, double PerSecondPerChat)
{
    public static ChannelPace Unlimited { get; } = new(0, 0);
}

/// <param name="ContentType">By its first bytes, whatever its sender calls it.</param>
public sealed record ChannelFile(byte[] Bytes, string ContentType);

public sealed class UnreadableInputException(string message, Exception? inner = null) : Exception(message, inner);
