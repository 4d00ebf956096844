namespace ConsultBot.Application.Ports;

/// <summary>What is known of a send. What is not known is <see cref="Unknown"/>, never Sent.</summary>
public abstract record DeliveryOutcome
{
    /// <summary>The channel said yes.</summary>
    /// <param name="MessageId">The channel's id of the message; empty for an act.</param>
    public sealed record Sent(string MessageId) : DeliveryOutcome;

    /// <summary>The channel said a final no.</summary>
    /// <param name="Unreachable">The citizen blocked us or is gone.</param>
    /// <param name="OptedOut">The citizen told the messenger to take nothing more of us.</param>
    public sealed record Rejected(string Reason, bool Unreachable = false, bool OptedOut = false) : DeliveryOutcome;

    /// <summary>Not sent, certainly; may be sent later.</summary>
    /// <param name="After">How long to wait; null = by our own backoff.</param>
    /// <param name="WholeAccount">The wait holds for the whole account, not only this chat.</param>
    /// <param name="NewAddress">The chat moved there.</param>
    public sealed record Deferred(string Reason, TimeSpan? After = null, bool WholeAccount = false, string? NewAddress = null) : DeliveryOutcome;

    /// <summary>Not sent, certainly: the channel carries it only once the citizen has written again.</summary>
    /// <param name="Reason">Stored with the row and given back in <see cref="OutboxItem.Reason"/>.</param>
    public sealed record Held(string Reason) : DeliveryOutcome;

    /// <summary>Nobody can say whether it arrived.</summary>
    public sealed record Unknown(string Reason) : DeliveryOutcome;
}
