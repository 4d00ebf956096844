using ConsultBot.Channels.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>Lets through what Twilio has signed. Before that nothing looks at a request but for its length.</summary>
internal sealed class SignedRequest(WhatsAppOptions options, TimeProvider clock, ILogger<SignedRequest> log)
{
    public const string Header = "X-Twilio-Signature";

    /// <summary>Bytes of a body, at most.</summary>
    public const int BodyLimit = 64 * 1024;

    private static readonly TimeSpan _warningEvery = TimeSpan.FromMinutes(1);

    private readonly TwilioSignature _signature = new(options.Bases, options.Tokens);
    private long _refused;
    private long _nextWarning;

    /// <summary>The body; null when the request was refused, which has been answered.</summary>
    public async ValueTask<SignedBody?> Read(HttpContext context)
    {
        var request = context.Request;
        var body = await BodyBytes.Read(request.Body, request.ContentLength, BodyLimit, context.RequestAborted);
        if (body.Whole && request.Headers.TryGetValue(Header, out var headers) && headers is [{ } header] && Check(context, header, body) is { } fields)
            return new SignedBody(body.Bytes, fields);

        NoteRefusal();
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return null;
    }

    private FormFields? Check(HttpContext context, string header, BodyBytes body)
    {
        // As it came: what the server makes of it may differ by a letter.
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var fields = FormFields.Parse(body.Bytes.Span);
        var isForm = context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != false;
        return (isForm ? _signature.IsOfForm(header, target, fields) : _signature.IsOfBody(header, target, body.Bytes.Span)) ? fields : null;
    }

    /// <summary>One line a minute: whoever guesses must not fill the disk.</summary>
    private void NoteRefusal()
    {
        var refused = Interlocked.Increment(ref _refused);
        var now = clock.GetUtcNow().UtcTicks;
        var due = Interlocked.Read(ref _nextWarning);
        if (now >= due && Interlocked.CompareExchange(ref _nextWarning, now + _warningEvery.Ticks, due) == due)
            log.WrongSignature(refused);
    }
}

/// <param name="Bytes">As it came.</param>
internal sealed record SignedBody(ReadOnlyMemory<byte> Bytes, FormFields Fields);
