namespace ConsultBot.Domain.Conversations.Events;

/// <summary>An officer takes the waiting consultation.</summary>
public sealed record OfficerClaimed(OfficerRef Officer, string Consultation) : ConversationEvent;
