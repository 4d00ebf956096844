namespace ConsultBot.Domain.Conversations.Events;

/// <summary>A message was finally rejected, or its arrival is unknown.</summary>
/// <param name="Message">Id of the outbox row.</param>
/// <param name="Unreachable">The citizen blocked us or is gone.</param>
/// <param name="Unknown">Not known whether it arrived; <paramref name="Again"/> when it goes out once more, a possible duplicate.</param>
/// <param name="OptedOut">The citizen told the messenger to take nothing more of us: it counts as our own "stop".</param>
public sealed record DeliveryFailed(
    long Message, string Reason, bool Unreachable, bool Unknown, bool Again, bool OptedOut = false) : ConversationEvent;
