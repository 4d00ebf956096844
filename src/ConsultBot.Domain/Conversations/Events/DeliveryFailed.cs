namespace ConsultBot.Domain.Conversations.Events;

/// <summary>A message was finally rejected, or its arrival is unknown.</summary>
/// <param name="Message">Id of the outbox row.</param>
/// <param name="Unreachable">The citizen blocked us or is gone.</param>
/// <param name="Unknown">Not known whether it arrived; <paramref name="Again"/> when it goes out once more, a possible duplicate.</param>
public sealed record DeliveryFailed(long Message, string Reason, bool Unreachable, bool Unknown, bool Again) : ConversationEvent;
