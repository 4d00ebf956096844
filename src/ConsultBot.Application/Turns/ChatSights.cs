using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Turns;

/// <summary>Looks up, before a turn is decided, what a citizen typed that lies outside the conversation: a talon with its code, a message's code.</summary>
internal sealed class ChatSights(MessageChecks messages, TalonService talons, TimeProvider time)
{
    private const int LongestTyped = 60;

    /// <summary>Null for everything that is no number and no code, and for what a dialog or an officer waits for.</summary>
    public Sight? Of(string text, ConversationState state, RawInput input)
    {
        if (text.Length > LongestTyped || state.Owner == Owner.Officer || state.Dialog is not null)
            return null;

        var sender = $"{input.Address.Channel}:{input.Address.Account}:{input.Address.Address}";
        if (Talon(text.Trim(), state) is var (number, code))
            return talons.Look(number, code, sender);

        return MessageCode.Read(text.Trim()) is { } found ? messages.Look(found, sender) : null;
    }

    // "K-2026-000123 ABCD2345", or the code alone after it was asked for.
    private (string Number, string Code)? Talon(string text, ConversationState state)
    {
        if (text.Length > 0 && text[0] is 'K' or 'k' or 'К' or 'к' && text.LastIndexOf(' ') is var at and > 0 && IsCode(text[(at + 1)..])
            && TalonNumber.Read(text[..at], time.GetUtcNow().Year) is { } number)
        {
            return (number, text[(at + 1)..]);
        }

        return state.Pending is { Kind: PendingKind.TalonCode, Subject: { } asked } && IsCode(text) ? (asked, text) : null;
    }

    private static bool IsCode(string text) => CheckCode.Normalise(text) is { Length: CheckCode.Length } code && code.All(char.IsAsciiLetterOrDigit);
}
