namespace ConsultBot.Domain.Conversations.Events;

/// <summary>An input that could not be read or handled. Its raw bytes are kept; the citizen gets a person.</summary>
public sealed record InputParked(string Reason) : ConversationEvent;
