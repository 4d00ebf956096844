namespace ConsultBot.Domain.Conversations.Events;

/// <summary>An operator destroys the citizen's data, at the citizen's or the law's wish.</summary>
public sealed record ErasureOrdered : ConversationEvent;
