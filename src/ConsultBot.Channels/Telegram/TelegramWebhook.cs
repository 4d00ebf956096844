using System.Security.Cryptography;
using System.Text;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Channels.Telegram;

/// <summary>
/// Takes what Telegram posts: 200 once it is durable, 503 while it cannot be. An error blocks all later messages of that
/// chat, so bytes that nobody can read are stored and answered 200 too. The answer never has a body: Telegram would
/// carry out a method named there.
/// </summary>
internal sealed class TelegramWebhook(
    TelegramOptions options, TelegramUpdates updates, IInbox inbox, TimeProvider clock, ILogger<TelegramWebhook> log)
{
    public const string Path = "/hooks/telegram";
    public const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    /// <summary>Updates are a few KiB; what is longer is stored cut.</summary>
    public const int BodyLimit = 1024 * 1024;

    private static readonly TimeSpan _warningEvery = TimeSpan.FromMinutes(1);

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(options.WebhookSecret);
    private long _refused;
    private long _nextWarning;

    public async Task Handle(HttpContext context)
    {
        if (!KnowsSecret(context.Request))
        {
            NoteRefusal();
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            var body = await ReadBody(context);
            if (!body.Whole)
                log.BodyCut(BodyLimit);

            await inbox.Accept([updates.One(body.Bytes, clock.GetUtcNow())], context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status200OK;
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

    private static ValueTask<BodyBytes> ReadBody(HttpContext context)
    {
        // The server's own limit would answer 413.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;

        return BodyBytes.Read(context.Request.Body, context.Request.ContentLength, BodyLimit, context.RequestAborted);
    }

    private bool KnowsSecret(HttpRequest request) =>
        request.Headers.TryGetValue(SecretHeader, out var values) && values is [{ } value]
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(value), _secret);

    /// <summary>One line a minute: whoever guesses must not fill the disk.</summary>
    private void NoteRefusal()
    {
        var refused = Interlocked.Increment(ref _refused);
        var now = clock.GetUtcNow().UtcTicks;
        var due = Interlocked.Read(ref _nextWarning);
        if (now >= due && Interlocked.CompareExchange(ref _nextWarning, now + _warningEvery.Ticks, due) == due)
            log.WrongSecret(refused);
    }

    private static void TryLater(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = "2";
    }
}
