using System.Collections.Frozen;
using System.Globalization;
using ConsultBot.Application.Ports;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>What an answer or a status of Twilio means. What is not in the tables is unknown at sending, and failed in a report.</summary>
internal static class WhatsAppOutcomes
{
    public const int OutsideWindow = 63016;

    private static readonly TimeSpan _accountWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _laterWait = TimeSpan.FromMinutes(1);

    private static readonly FrozenDictionary<int, string> _reasons = new Dictionary<int, string>
    {
        [20003] = DeliveryReasons.Account,
        [20005] = DeliveryReasons.Account,
        [20404] = DeliveryReasons.Content,
        [20429] = DeliveryReasons.Busy,
        [21211] = DeliveryReasons.Address,
        [21408] = DeliveryReasons.Region,
        [21610] = DeliveryReasons.OptedOut,
        [21614] = DeliveryReasons.Address,
        [21617] = DeliveryReasons.TooLong,
        [30001] = DeliveryReasons.Busy,
        [30007] = DeliveryReasons.Filtered,
        [30008] = DeliveryReasons.Failed,
        [63003] = DeliveryReasons.NoAccount,
        [63005] = DeliveryReasons.Content,
        [63006] = DeliveryReasons.Content,
        [63007] = DeliveryReasons.Account,
        [63008] = DeliveryReasons.Account,
        [63013] = DeliveryReasons.Filtered,
        [63014] = DeliveryReasons.Blocked,
        [OutsideWindow] = DeliveryReasons.Window,
        [63018] = DeliveryReasons.Busy,
        [63021] = DeliveryReasons.TooLong,
        [63024] = DeliveryReasons.NoAccount,
        [63032] = DeliveryReasons.Filtered,
        [63049] = DeliveryReasons.Filtered,
        [63051] = DeliveryReasons.Account,
    }.ToFrozenDictionary();

    /// <summary>The outcome of a send.</summary>
    /// <param name="busyWait">How long to wait when Twilio says "too many" and not how long.</param>
    public static DeliveryOutcome Of(TwilioAnswer answer, TimeSpan busyWait)
    {
        if (answer.NotSent)
            return new DeliveryOutcome.Deferred(answer.Fault!);

        return answer.Status switch
        {
            200 or 201 when answer.Sid is { } sid && answer.Fault is null => new DeliveryOutcome.Sent(sid),
            400 => Refused(answer, busyWait),
            401 or 403 => Stopped(answer),
            404 => new DeliveryOutcome.Rejected(Reason(DeliveryReasons.Content, answer)),
            429 => Busy(answer, busyWait),
            0 => new DeliveryOutcome.Unknown(answer.Fault!),
            _ => new DeliveryOutcome.Unknown(string.Create(CultureInfo.InvariantCulture, $"{answer.Status}: {answer.Fault ?? "the answer settles nothing"}")),
        };
    }

    /// <summary>Why a message failed that Twilio had taken.</summary>
    public static DeliveryOutcome OfFailure(int? code)
    {
        var reason = DeliveryReasons.With(Reason(code), Text(code));
        return code switch
        {
            OutsideWindow => new DeliveryOutcome.Held(reason),
            30001 or 30008 or 63018 => new DeliveryOutcome.Deferred(reason, _laterWait),
            _ => new DeliveryOutcome.Rejected(reason, IsUnreachable(code), code == 21610),
        };
    }

    /// <summary>How far a message has come, by the word of a status; null for a word that says nothing.</summary>
    public static OutboxState? State(string? status) => status switch
    {
        "accepted" or "scheduled" or "queued" or "sending" or "sent" or "partially_delivered" => OutboxState.Sent,
        "delivered" => OutboxState.Delivered,
        "read" => OutboxState.Read,
        "failed" or "undelivered" or "canceled" => OutboxState.Rejected,
        _ => null,
    };

    private static DeliveryOutcome Refused(TwilioAnswer answer, TimeSpan busyWait) => answer.Code switch
    {
        63007 or 63008 or 63051 => Stopped(answer),
        20429 or 63018 => Busy(answer, busyWait),
        var code => new DeliveryOutcome.Rejected(Reason(Reason(code), answer), IsUnreachable(code), code == 21610),
    };

    // The message is not at fault: it stays until the account works again.
    private static DeliveryOutcome.Deferred Stopped(TwilioAnswer answer) =>
        new(Reason(DeliveryReasons.Account, answer), _accountWait, WholeAccount: true);

    private static DeliveryOutcome.Deferred Busy(TwilioAnswer answer, TimeSpan busyWait) =>
        new(Reason(DeliveryReasons.Busy, answer), answer.RetryAfter ?? busyWait, WholeAccount: true);

    private static bool IsUnreachable(int? code) => code is 21211 or 21614 or 63003 or 63014 or 63024;

    private static string Reason(int? code) => code is { } known && _reasons.TryGetValue(known, out var reason) ? reason : DeliveryReasons.Failed;

    // Never Twilio's own words: they name the citizen's number.
    private static string Reason(string reason, TwilioAnswer answer) => DeliveryReasons.With(reason, Text(answer.Code ?? answer.Status));

    private static string Text(int? code) => code?.ToString(CultureInfo.InvariantCulture) ?? "";
}
