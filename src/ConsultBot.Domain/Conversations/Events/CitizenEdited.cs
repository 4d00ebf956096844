namespace ConsultBot.Domain.Conversations.Events;

/// <summary>The citizen changed an earlier message; the old words stay in the journal.</summary>
public sealed record CitizenEdited(string Text, string MessageId) : ConversationEvent;
