namespace ConsultBot.Domain.Conversations.Events;

/// <summary>An officer writes to the citizen.</summary>
/// <param name="Repeats">The message of his whose outcome is unknown and that he sends again; 0 = a new one.</param>
public sealed record OfficerReplied(OfficerRef Officer, string Consultation, string Text, long Repeats = 0) : ConversationEvent;
