namespace ConsultBot.Domain.Conversations.Events;

/// <summary>An officer writes to the citizen.</summary>
public sealed record OfficerReplied(OfficerRef Officer, string Consultation, string Text) : ConversationEvent;
