namespace ConsultBot.Domain.Conversations.Events;

/// <summary>A due time came.</summary>
/// <param name="Subject">What the timer is about, such as a consultation's number.</param>
public sealed record TimerFired(TimerKind Timer, string Subject) : ConversationEvent;
