using Microsoft.Extensions.Logging;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>All log lines of the channel. None takes an exception, an address or a body: a secret or a citizen's words might be in it.</summary>
internal static partial class WhatsAppLog
{
    [LoggerMessage(1, LogLevel.Warning, "WhatsApp: requests without a right signature are refused, {Count} since the start. Is WhatsApp:PublicUrl the address that Twilio calls, letter by letter?")]
    public static partial void WrongSignature(this ILogger log, long count);

    [LoggerMessage(2, LogLevel.Error, "WhatsApp: {Error} while storing what Twilio posted; it was answered 503.")]
    public static partial void WebhookBroke(this ILogger log, string error);

    [LoggerMessage(3, LogLevel.Warning, "WhatsApp: {Count} messages were found that no webhook had brought; they are taken in now.")]
    public static partial void Missed(this ILogger log, int count);

    [LoggerMessage(4, LogLevel.Warning, "WhatsApp: the list of messages could not be read; asking again in {Minutes} min.")]
    public static partial void ListFailed(this ILogger log, double minutes);

    [LoggerMessage(5, LogLevel.Information, "WhatsApp: approved templates for a closed window: {Languages}.")]
    public static partial void Templates(this ILogger log, string languages);

    [LoggerMessage(6, LogLevel.Error, "ALARM: WhatsApp's account takes nothing ({Reason}); messages wait. Check the account and the sender in the Twilio console.")]
    public static partial void AccountStopped(this ILogger log, string reason);

    [LoggerMessage(7, LogLevel.Error, "WhatsApp: {Error} while reading the list of messages; asking again in {Minutes} min.")]
    public static partial void ReconcileBroke(this ILogger log, string error, double minutes);

    [LoggerMessage(8, LogLevel.Warning, "WhatsApp: buttons could not be prepared ({Reason}); choices go as numbered lines for an hour.")]
    public static partial void ChoicesFailed(this ILogger log, string reason);
}
