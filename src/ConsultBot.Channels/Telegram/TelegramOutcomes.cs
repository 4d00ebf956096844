using System.Globalization;
using ConsultBot.Application.Ports;

namespace ConsultBot.Channels.Telegram;

/// <summary>What an answer says about a send. What is not named here is Unknown.</summary>
internal static class TelegramOutcomes
{
    /// <summary>How long a wait must be to hold the whole account and not only the chat.</summary>
    private static readonly TimeSpan _accountWait = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan _badTokenWait = TimeSpan.FromSeconds(60);

    public static DeliveryOutcome OfMessage(TelegramAnswer answer) =>
        answer is { Ok: true, MessageId: { } id, Fault: null, Status: >= 200 and < 300 }
            ? new DeliveryOutcome.Sent(id.ToString(CultureInfo.InvariantCulture))
            : OfFailure(answer);

    /// <summary>An act's no is final and says nothing about the citizen.</summary>
    public static DeliveryOutcome OfAct(TelegramAnswer answer)
    {
        if (answer is { Ok: true, Fault: null, Status: >= 200 and < 300 } || IsNotModified(answer))
            return new DeliveryOutcome.Sent("");

        var outcome = OfFailure(answer);
        return outcome is DeliveryOutcome.Rejected rejected ? rejected with { Unreachable = false } : outcome;
    }

    private static DeliveryOutcome OfFailure(TelegramAnswer answer)
    {
        if (answer.NotSent)
            return new DeliveryOutcome.Deferred(answer.Fault!);

        // A page instead of JSON may come from something in between: only what cannot have been a send is taken as said.
        if (answer.Fault is { } fault)
        {
            return answer.Status switch
            {
                401 or 404 => BadToken(answer),
                413 => new DeliveryOutcome.Rejected("413: too large"),
                429 => new DeliveryOutcome.Deferred("429: too many requests"),
                0 => new DeliveryOutcome.Unknown(fault),
                var status => new DeliveryOutcome.Unknown(Invariant($"{status}: {fault}")),
            };
        }

        var reason = Invariant($"{Code(answer)}: {answer.Description}");
        return Code(answer) switch
        {
            _ when answer.Ok => new DeliveryOutcome.Unknown("the answer names no message"),
            400 when answer.MigratedTo is { } chat =>
                new DeliveryOutcome.Deferred(reason, NewAddress: chat.ToString(CultureInfo.InvariantCulture)),
            400 => new DeliveryOutcome.Rejected(reason, Says(answer, "chat not found")),
            401 or 404 => BadToken(answer),
            403 => new DeliveryOutcome.Rejected(reason, Unreachable: true),
            413 => new DeliveryOutcome.Rejected(reason),
            429 => new DeliveryOutcome.Deferred(reason, answer.RetryAfter, answer.RetryAfter >= _accountWait),
            // It was sent, and is gone: sending again would be a second message.
            500 when Says(answer, "sent message was immediately deleted") => new DeliveryOutcome.Rejected(reason),
            _ => new DeliveryOutcome.Unknown(reason),
        };
    }

    private static DeliveryOutcome.Deferred BadToken(TelegramAnswer answer) =>
        new(Invariant($"{Code(answer)}: Telegram does not know the token"), _badTokenWait, WholeAccount: true);

    private static bool IsNotModified(TelegramAnswer answer) =>
        answer.Fault is null && Code(answer) == 400 && Says(answer, "message is not modified");

    private static int Code(TelegramAnswer answer) => answer.ErrorCode ?? answer.Status;

    private static bool Says(TelegramAnswer answer, string words) => answer.Description.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
