namespace ConsultBot.Domain.Conversations.Events;

/// <summary>An outside service that a dialog asked has answered, or failed.</summary>
/// <param name="Call">The turn that asked.</param>
/// <param name="Values">The answer's fields that the step wanted, personal numbers masked.</param>
/// <param name="Fault">Why there is no answer; null when there is one.</param>
public sealed record ServiceAnswered(int Call, IReadOnlyDictionary<string, string> Values, string? Fault) : ConversationEvent;
