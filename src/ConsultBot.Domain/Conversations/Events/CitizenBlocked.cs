namespace ConsultBot.Domain.Conversations.Events;

/// <summary>The citizen blocked us.</summary>
public sealed record CitizenBlocked : ConversationEvent;
