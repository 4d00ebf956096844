using System.Globalization;
using ConsultBot.Application.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>Takes what Twilio tells of a message later. Our own number of the message is in the address, so that a send of which nobody knew is known now.</summary>
internal sealed class WhatsAppStatusHook(
    SignedRequest requests, SentMessages sent, IDeliveryReports reports, ILogger<WhatsAppStatusHook> log)
{
    public const string Path = "/hooks/whatsapp/status";

    private const int MaxSid = 64;

    public async Task Handle(HttpContext context)
    {
        try
        {
            if (await requests.Read(context) is not { } body)
                return;

            await Take(body.Fields, context.Request.Query["m"], context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (InboxClosedException)
        {
            WhatsAppWebhook.TryLater(context.Response);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            WhatsAppWebhook.TryLater(context.Response);
        }
        catch (Exception error)
        {
            log.WebhookBroke(error.GetType().Name);
            WhatsAppWebhook.TryLater(context.Response);
        }
    }

    /// <param name="number">Our own number of the message; null when the address had none.</param>
    public async Task Take(FormFields fields, string? number, CancellationToken cancellationToken)
    {
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var item) || item == 0
            || fields["MessageSid"] is not { Length: > 0 and <= MaxSid } sid || WhatsAppOutcomes.State(fields["MessageStatus"]) is not { } state)
        {
            return;
        }

        if (state == OutboxState.Sent && sent.Is(sid, item))
            return;

        sent.Add(sid, item);
        var failure = state == OutboxState.Rejected ? WhatsAppOutcomes.OfFailure(Code(fields)) : null;
        await reports.Accept([new DeliveryReport(item, sid, state, WhatsAppChannel.ChannelName, failure)], cancellationToken);
    }

    private static int? Code(FormFields fields) =>
        int.TryParse(fields["ErrorCode"], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;
}
