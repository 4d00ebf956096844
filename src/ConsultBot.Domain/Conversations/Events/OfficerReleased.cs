namespace ConsultBot.Domain.Conversations.Events;

/// <summary>An officer gives the consultation back, or went offline: it returns to the head of the queue.</summary>
public sealed record OfficerReleased(OfficerRef Officer, string Consultation) : ConversationEvent;
