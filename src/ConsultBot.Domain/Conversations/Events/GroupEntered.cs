namespace ConsultBot.Domain.Conversations.Events;

/// <summary>We were added to, or addressed in, a group: consultations are private.</summary>
/// <param name="Link">Address of the private chat with us.</param>
public sealed record GroupEntered(string Link) : ConversationEvent;
