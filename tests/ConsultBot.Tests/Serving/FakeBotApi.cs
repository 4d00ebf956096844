using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Tests.Serving;

/// <summary>A Bot API that delivers updates by polling until they are confirmed, and keeps what was sent.</summary>
internal sealed class FakeBotApi : IAsyncDisposable
{
    public const string Token = "123456789:AAtest";

    private readonly WebApplication _app;
    private readonly TimeSpan _latency;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, string> _updates = [];
    private readonly ConcurrentQueue<SentMessage> _sent = new();
    private readonly ConcurrentQueue<string> _calls = new();
    private long _ids;

    private FakeBotApi(TimeSpan latency)
    {
        _latency = latency;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/bot{token}/{method}", Answer);
    }

    public string Url => _app.Urls.First();

    /// <summary>Every sendMessage as it arrived, in order.</summary>
    public IReadOnlyList<SentMessage> Sent => [.. _sent];

    public IReadOnlyList<string> Calls => [.. _calls];

    /// <summary>Updates handed out in one answer at most.</summary>
    public int Batch { get; set; } = 100;

    public static async Task<FakeBotApi> Start(TimeSpan latency = default)
    {
        var api = new FakeBotApi(latency);
        await api._app.StartAsync();
        return api;
    }

    /// <summary>A text of a citizen, as an update.</summary>
    public static string Text(long update, long chat, string text) => Update(update, chat, $"\"text\":{JsonSerializer.Serialize(text)}");

    /// <param name="content">Members of the message besides its head.</param>
    public static string Update(long update, long chat, string content, string kind = "message") => string.Create(CultureInfo.InvariantCulture, $$$"""
        {"update_id":{{{update}}},"{{{kind}}}":{"message_id":{{{update}}},"from":{"id":{{{chat}}},"is_bot":false,"first_name":"A","language_code":"ru"},"chat":{"id":{{{chat}}},"type":"private","first_name":"A"},"date":1795000000,{{{content}}}}}
        """);

    public void Deliver(long update, string json)
    {
        lock (_lock)
            _updates[update] = json;
    }

    /// <summary>What one chat got so far.</summary>
    public IReadOnlyList<string> To(long chat) => [.. _sent.Where(sent => sent.Chat == chat).Select(sent => sent.Text)];

    public async Task Until(Func<FakeBotApi, bool> holds, string what, int seconds = 30)
    {
        var end = DateTime.UtcNow.AddSeconds(seconds);
        while (!holds(this))
        {
            Assert.True(DateTime.UtcNow < end, $"In {seconds} s: {what}. Sent: {string.Join(" | ", _sent.Select(sent => $"{sent.Chat}: {sent.Text.Split('\n')[0]}").TakeLast(5))}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Answer(HttpContext context, string token, string method)
    {
        using var body = await Body(context.Request);
        _calls.Enqueue(method);
        Assert.Equal(Token, token);
        var result = method switch
        {
            "getUpdates" => await Updates(body!.RootElement, context.RequestAborted),
            "sendMessage" => await Send(body!.RootElement, context.RequestAborted),
            "getMe" => """{"id":123456789,"is_bot":true,"first_name":"Desk","username":"desk_bot"}""",
            "getWebhookInfo" => """{"url":"","has_custom_certificate":false,"pending_update_count":0}""",
            "getMyCommands" => "[]",
            _ => "true",
        };
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$$"""{"ok":true,"result":{{{result}}} }""", context.RequestAborted);
    }

    private static async Task<JsonDocument?> Body(HttpRequest request)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes);
        return request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true && bytes.Length > 0 ? JsonDocument.Parse(bytes.ToArray()) : null;
    }

    private async Task<string> Updates(JsonElement body, CancellationToken aborted)
    {
        var offset = body.TryGetProperty("offset", out var given) ? given.GetInt64() : 0;
        var end = DateTime.UtcNow.AddSeconds(2);
        while (true)
        {
            lock (_lock)
            {
                foreach (var confirmed in _updates.Keys.TakeWhile(id => id < offset).ToList())
                    _updates.Remove(confirmed);
                if (_updates.Count > 0 || DateTime.UtcNow > end)
                    return $"[{string.Join(',', _updates.Values.Take(Batch))}]";
            }

            await Task.Delay(10, aborted);
        }
    }

    private async Task<string> Send(JsonElement body, CancellationToken aborted)
    {
        var id = Interlocked.Increment(ref _ids);
        _sent.Enqueue(new SentMessage(body.GetProperty("chat_id").GetInt64(), body.GetProperty("text").GetString()!));
        if (_latency > TimeSpan.Zero)
            await Task.Delay(_latency, aborted);

        return string.Create(CultureInfo.InvariantCulture, $$$"""{"message_id":{{{id}}},"date":1795000000,"chat":{"id":1,"type":"private"}}""");
    }
}

internal sealed record SentMessage(long Chat, string Text);
