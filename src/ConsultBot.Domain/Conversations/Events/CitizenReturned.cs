namespace ConsultBot.Domain.Conversations.Events;

/// <summary>The citizen unblocked us.</summary>
public sealed record CitizenReturned : ConversationEvent;
