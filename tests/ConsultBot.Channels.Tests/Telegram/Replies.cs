using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace ConsultBot.Channels.Tests.Telegram;

/// <summary>The column <c>do</c> of the outcome table as a server's deeds.</summary>
internal static class Replies
{
    public static FakeReply From(JsonNode deed)
    {
        var then = (string?)deed["then"] ?? "keep";
        var reply = new FakeReply((int?)deed["status"] ?? 0) { Then = then, Location = (string?)deed["location"], RetryAfter = (int?)deed["retryAfter"], Missing = then == "reset" ? 100 : 0 };
        if (deed["html"] is { } page)
            return reply with { Body = (string)page!, Type = "text/html" };

        return reply with { Body = deed["json"]?.ToJsonString() ?? (string?)deed["body"] ?? "" };
    }

    /// <summary>The server's address, or one where nobody listens.</summary>
    public static async Task<string> Address(FakeServer server, JsonNode deed)
    {
        if ((string?)deed["then"] != "refuse")
            return server.Address;

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await Task.Yield();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    /// <summary>Ends a wait for an answer: by our own stop, or because the time is over.</summary>
    public static async Task Unblock(JsonNode deed, FakeServer server, FakeTimeProvider clock, CancellationTokenSource stop)
    {
        if ((string?)deed["then"] != "hang")
            return;

        await server.Until(() => server.Requests.Count > 0);
        if (deed["cancelAfterMs"] is not null)
            await stop.CancelAsync();
        else
            clock.Advance(TimeSpan.FromSeconds(20));
    }
}
