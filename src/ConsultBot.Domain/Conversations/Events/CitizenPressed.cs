using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations.Events;

/// <summary>The citizen pressed a button of ours.</summary>
/// <param name="Value">What the button carries, <see cref="Button.Value"/>; untrusted.</param>
/// <param name="PressId">What the channel wants acknowledged, if it does.</param>
/// <param name="MessageId">The channel's id of the message with the buttons.</param>
public sealed record CitizenPressed(string Value, string? PressId = null, string? MessageId = null, Language? Hint = null) : ConversationEvent;
