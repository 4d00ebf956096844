using System.Security.Cryptography;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>
/// Takes what Twilio posts, at the usual address and at the fallback: an empty answer once it is durable, 503 while it
/// cannot be. Replies go through the API alone: of one in the answer nobody would learn what became.
/// </summary>
internal sealed class WhatsAppWebhook(
    SignedRequest requests, WhatsAppOptions options, SeenMessages seen, WhatsAppStatusHook statuses, IInbox inbox, TimeProvider clock,
    ILogger<WhatsAppWebhook> log)
{
    public const string Path = "/hooks/whatsapp";

    /// <summary>Field of a question of our own, whether the address is right: it is no message.</summary>
    public const string ProbeField = "ConsultBotProbe";

    private const string Nobody = "none";
    private const int MaxSid = 64;

    private static readonly byte[] _answer = [.. "<Response/>"u8];

    public async Task Handle(HttpContext context)
    {
        try
        {
            if (await requests.Read(context) is not { } body)
                return;

            if (body.Fields[ProbeField] is null)
                await Take(body, context.RequestAborted);

            await Answer(context);
        }
        catch (InboxClosedException)
        {
            TryLater(context.Response);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            TryLater(context.Response);
        }
        catch (Exception error)
        {
            log.WebhookBroke(error.GetType().Name);
            TryLater(context.Response);
        }
    }

    internal static void TryLater(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = "2";
    }

    private async Task Take(SignedBody body, CancellationToken cancellationToken)
    {
        // A status that was sent to the wrong address is a status all the same.
        if (body.Fields["MessageStatus"] is not null)
        {
            await statuses.Take(body.Fields, null, cancellationToken);
            return;
        }

        var now = clock.GetUtcNow();
        var sid = body.Fields["MessageSid"] is { Length: > 0 and <= MaxSid } known ? known : null;
        var address = new CitizenAddress(
            WhatsAppChannel.ChannelName, body.Fields["To"] is { Length: > 0 } to ? to : options.From, body.Fields["From"] is { Length: > 0 } from ? from : Nobody);
        await inbox.Accept(
            [new RawInput(address, sid ?? "body:" + Convert.ToHexStringLower(SHA256.HashData(body.Bytes.Span)), InputSource.Channel, body.Bytes, now)],
            cancellationToken);
        if (sid is not null)
            seen.Add(sid, now);
    }

    private static async Task Answer(HttpContext context)
    {
        context.Response.ContentType = "text/xml";
        context.Response.ContentLength = _answer.Length;
        await context.Response.Body.WriteAsync(_answer, context.RequestAborted);
    }
}
