namespace ConsultBot.Domain.Conversations.Events;

/// <summary>An input that asks for no reply (a reaction, a kind not known); recorded, not forgotten.</summary>
public sealed record InputIgnored(string Reason) : ConversationEvent;
