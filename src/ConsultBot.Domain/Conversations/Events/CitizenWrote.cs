using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations.Events;

/// <summary>The citizen wrote words.</summary>
/// <param name="Text">As typed, without NUL and lone surrogates.</param>
/// <param name="Hint">The language of the citizen's app: good for the first greeting only.</param>
/// <param name="NumberHidden">A personal or card number was typed and is masked in <paramref name="Text"/>.</param>
/// <param name="NumberFits">The text was one personal or business number and its check digit fits.</param>
/// <param name="ReplyTo">The channel's id of the message that it answers, where the citizen marked one.</param>
public sealed record CitizenWrote(
    string Text, Language? Hint = null, bool NumberHidden = false, bool NumberFits = false, string? ReplyTo = null) : ConversationEvent;
