using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Ports;

/// <summary>A committed row of the outbox: a signed message or an act without words.</summary>
/// <param name="Id">Grows with each row; the order within a chat.</param>
/// <param name="Attempts">How often it was sent before with an unknown outcome.</param>
/// <param name="LastInboundAt">When the citizen was last heard of; null = never.</param>
/// <param name="Reason">Why it still waits, as the last settlement said.</param>
public sealed record OutboxItem(
    long Id, long Conversation, CitizenAddress Address, OutboundMessage? Message, ChannelAct? Act, int Attempts, DateTimeOffset CreatedAt,
    DateTimeOffset? LastInboundAt = null, string? Reason = null);

/// <summary>The state of a row. Numbers are stored.</summary>
public enum OutboxState
{
    Waiting = 0,
    Sending = 1,
    Sent = 2,
    Rejected = 3,

    /// <summary>Not known whether it arrived, and it does not go again by itself.</summary>
    Unknown = 4,
    Delivered = 5,
    Read = 6,
}

/// <summary>A change of a row's state, written with the next commit.</summary>
/// <param name="Attempts">Sends with an unknown outcome so far.</param>
/// <param name="NewAddress">The chat's new address, when it moved.</param>
public sealed record Settlement(
    long Item, OutboxState State, string? MessageId, string? Reason, int Attempts, DateTimeOffset At, string? NewAddress = null);
