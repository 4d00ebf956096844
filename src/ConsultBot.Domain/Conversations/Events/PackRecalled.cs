namespace ConsultBot.Domain.Conversations.Events;

/// <summary>A published pack was called back: a dialog that runs on it moves on.</summary>
/// <param name="Pack">Its number.</param>
public sealed record PackRecalled(int Pack) : ConversationEvent;
