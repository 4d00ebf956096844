using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConsultBot.EndToEnd.Tests;

/// <summary>Twilio's side: takes messages, lists them, and posts signed webhooks.</summary>
internal sealed class FakeTwilio : IAsyncDisposable
{
    public const string Us = "whatsapp:+77000000000";
    public const string Citizen = "whatsapp:+77010000001";

    private const string Account = "AC00000000000000000000000000000001";
    private const string Token = "token-of-the-browser-tests";
    private const string Public = "https://desk.example.kz";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<SentMessage> _sent = new();
    private readonly HttpClient _client = new();
    private int _numbers;

    private FakeTwilio(WebApplication app) => _app = app;

    public IReadOnlyList<SentMessage> Sent => [.. _sent];

    /// <summary>Takes the next message and then cuts the connection.</summary>
    public bool CutNext { get; set; }

    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["WhatsApp:AccountSid"] = Account,
        ["WhatsApp:AuthToken"] = Token,
        ["WhatsApp:From"] = Us,
        ["WhatsApp:BaseUrl"] = _app.Urls.Single(),
        ["WhatsApp:PublicUrl"] = Public,
        ["WhatsApp:SendsPerSecond"] = "0",
    };

    public static async Task<FakeTwilio> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var twilio = new FakeTwilio(builder.Build());
        twilio._app.MapPost($"/2010-04-01/Accounts/{Account}/Messages.json", twilio.Take);
        twilio._app.MapGet($"/2010-04-01/Accounts/{Account}/Messages.json", twilio.List);
        await twilio._app.StartAsync();
        return twilio;
    }

    /// <summary>The citizen writes.</summary>
    public Task<int> Write(RunningDesk desk, string text, string sid, string from = Citizen) =>
        Post(desk, "/hooks/whatsapp", ("Body", text), ("From", from), ("MessageSid", sid), ("NumMedia", "0"), ("To", Us));

    /// <summary>Tells of a message.</summary>
    public Task<int> Tell(RunningDesk desk, SentMessage message, string status) =>
        Post(desk, new Uri(message.Callback).PathAndQuery, ("MessageSid", message.Sid), ("MessageStatus", status));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<IResult> Take(HttpContext context, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var sid = $"SM{Interlocked.Increment(ref _numbers).ToString("x32", CultureInfo.InvariantCulture)}";
        _sent.Enqueue(new SentMessage(sid, form["To"].ToString(), form["Body"].ToString(), form["StatusCallback"].ToString()));
        if (!CutNext)
            return Results.Json(new { sid, status = "queued" }, statusCode: 201);

        CutNext = false;
        context.Abort();
        return Results.Empty;
    }

    private IResult List(string? to) => Results.Json(new
    {
        messages = _sent.Where(message => to is null || message.To == to).Reverse().Select(message => new
        {
            sid = message.Sid,
            body = message.Body,
            to = message.To,
            from = Us,
            status = "sent",
            direction = "outbound-api",
            num_media = "0",
            date_created = RunningDesk.Opening.AddDays(2).ToString("R", CultureInfo.InvariantCulture),
        }),
    });

    private async Task<int> Post(RunningDesk desk, string target, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, desk.Url + target);
        request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var signed = Public + target + string.Concat(fields.OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => field.Name + field.Value));
#pragma warning disable CA5350 // Twilio's own
        request.Headers.Add("X-Twilio-Signature", Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Token), Encoding.UTF8.GetBytes(signed))));
#pragma warning restore CA5350
        using var response = await _client.SendAsync(request);
        return (int)response.StatusCode;
    }

    internal sealed record SentMessage(string Sid, string To, string Body, string Callback);
}
