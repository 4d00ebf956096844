using Microsoft.Extensions.Logging;

namespace ConsultBot.Channels.Telegram;

/// <summary>All log lines of the channel. None takes an exception, an address or a body: a token or a citizen's words might be in it.</summary>
internal static partial class TelegramLog
{
    [LoggerMessage(1, LogLevel.Information, "Telegram: asking for updates of bot {Account}.")]
    public static partial void Polling(this ILogger log, string account);

    [LoggerMessage(2, LogLevel.Warning, "Telegram: getUpdates failed ({Reason}); asking again in {Seconds} s.")]
    public static partial void PollFailed(this ILogger log, string reason, double seconds);

    [LoggerMessage(3, LogLevel.Error, "Telegram: somebody else receives this bot's updates ({Reason}). Stop the other program or remove its webhook; asking again in {Seconds} s.")]
    public static partial void PollConflict(this ILogger log, string reason, double seconds);

    [LoggerMessage(4, LogLevel.Error, "Telegram does not know the token ({Reason}). Check Telegram:Token and Telegram:BaseUrl; trying again in {Seconds} s.")]
    public static partial void BadToken(this ILogger log, string reason, double seconds);

    [LoggerMessage(5, LogLevel.Warning, "Telegram: the inbox takes nothing now; the updates stay with Telegram. Asking again in {Seconds} s.")]
    public static partial void InboxClosed(this ILogger log, double seconds);

    [LoggerMessage(6, LogLevel.Error, "Telegram: {Count} updates came without a number that could be confirmed; they are stored, and they come again.")]
    public static partial void NotConfirmed(this ILogger log, int count);

    [LoggerMessage(7, LogLevel.Error, "Telegram was out of reach from {From:u} to {To:u}. It keeps messages for 24 hours only: older ones are lost.")]
    public static partial void Gap(this ILogger log, DateTimeOffset from, DateTimeOffset to);

    [LoggerMessage(8, LogLevel.Error, "Telegram: {Error} while receiving; asking again in {Seconds} s.")]
    public static partial void PollBroke(this ILogger log, string error, double seconds);

    [LoggerMessage(9, LogLevel.Warning, "Telegram: webhook calls without the right secret are refused, {Count} since the start.")]
    public static partial void WrongSecret(this ILogger log, long count);

    [LoggerMessage(10, LogLevel.Error, "Telegram: a webhook body of more than {Limit} bytes was cut and stored.")]
    public static partial void BodyCut(this ILogger log, int limit);

    [LoggerMessage(11, LogLevel.Error, "Telegram: {Error} while storing an update; it was answered 503 and comes again.")]
    public static partial void WebhookBroke(this ILogger log, string error);

    [LoggerMessage(12, LogLevel.Information, "Telegram: bot {Account} is @{Username}.")]
    public static partial void Known(this ILogger log, string account, string username);

    [LoggerMessage(13, LogLevel.Information, "Telegram: the webhook is set.")]
    public static partial void WebhookSet(this ILogger log);

    [LoggerMessage(14, LogLevel.Information, "Telegram: a webhook was set and is removed now; waiting updates stay.")]
    public static partial void WebhookRemoved(this ILogger log);

    [LoggerMessage(15, LogLevel.Warning, "Telegram: {Step} failed ({Reason}); trying again in {Seconds} s.")]
    public static partial void SetupFailed(this ILogger log, string step, string reason, double seconds);

    [LoggerMessage(16, LogLevel.Warning, "Telegram: the command menu could not be set ({Reason}); it stays as it was until the next start.")]
    public static partial void CommandsFailed(this ILogger log, string reason);
}
