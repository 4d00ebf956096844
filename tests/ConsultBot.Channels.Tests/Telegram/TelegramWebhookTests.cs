using System.Text;
using ConsultBot.Channels.Telegram;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConsultBot.Channels.Tests.Telegram;

public class TelegramWebhookTests
{
    private const string Secret = "secret_-1";

    private static readonly TelegramOptions _options = new()
    {
        Token = TelegramRig.Token,
        Mode = TelegramOptions.Webhook,
        WebhookUrl = "https://desk.example.kz/hooks/telegram",
        WebhookSecret = Secret,
    };

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("secret_-2")]
    [InlineData("Secret_-1")]
    [InlineData("secret_-1 ")]
    [InlineData("secret_-")]
    public async Task Without_the_right_secret_nothing_is_taken(string? secret)
    {
        await using var rig = Rig();
        var response = await Post(rig, Samples.Text(1), secret);

        Assert.Equal(401, response.StatusCode);
        Assert.Equal(0, response.Body.Length);
        Assert.Equal(0, rig.Inbox.Accepts);
    }

    [Fact]
    public async Task Two_secrets_are_none()
    {
        await using var rig = Rig();
        var context = Context(Samples.Text(1), Secret);
        context.Request.Headers.Append(TelegramWebhook.SecretHeader, Secret);
        await rig.Webhook.Handle(context);

        Assert.Equal(401, context.Response.StatusCode);
    }

    [Fact]
    public async Task It_is_answered_only_once_the_update_is_durable()
    {
        var durable = new TaskCompletionSource();
        await using var rig = Rig();
        rig.Inbox.Durable = durable.Task;
        var post = Post(rig, Samples.Text(1), Secret);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(post.IsCompleted);

        durable.SetResult();
        var response = await post;

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(0, response.Body.Length);
        Assert.Equal("message:5000000001:1", Assert.Single(rig.Inbox.Inputs).Key);
    }

    [Fact]
    public async Task A_closed_inbox_asks_to_come_again()
    {
        await using var rig = Rig();
        rig.Inbox.Closed = true;
        var response = await Post(rig, Samples.Text(1), Secret);

        Assert.Equal(503, response.StatusCode);
        Assert.Equal("2", response.Headers.RetryAfter);
        Assert.Equal(0, response.Body.Length);
    }

    [Fact]
    public async Task A_broken_store_asks_to_come_again()
    {
        await using var rig = Rig();
        rig.Inbox.Durable = Task.FromException(new InvalidOperationException("broken by the test"));

        Assert.Equal(503, (await Post(rig, Samples.Text(1), Secret)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("{\"update_id\":1,\"message\":{\"message_id\":\"x{\"}}")]
    public async Task What_nobody_can_read_is_stored_and_taken(string body)
    {
        await using var rig = Rig();

        Assert.Equal(200, (await Post(rig, body, Secret)).StatusCode);
        Assert.Equal(body, Encoding.UTF8.GetString(Assert.Single(rig.Inbox.Inputs).Bytes.Span));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_every_measure_is_stored_cut(bool announced)
    {
        await using var rig = Rig();
        var context = Context(Samples.Text(1, new string('a', TelegramWebhook.BodyLimit)), Secret);
        context.Request.ContentLength = announced ? context.Request.Body.Length : null;
        await rig.Webhook.Handle(context);

        Assert.Equal(200, context.Response.StatusCode);
        var input = Assert.Single(rig.Inbox.Inputs);
        Assert.Equal(TelegramWebhook.BodyLimit, input.Bytes.Length);
        Assert.StartsWith("update:1:", input.Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_ends_too_early_is_asked_for_again()
    {
        await using var rig = Rig();
        var context = Context(Samples.Text(1), Secret);
        context.Request.ContentLength += 5;
        await rig.Webhook.Handle(context);

        Assert.Equal(503, context.Response.StatusCode);
        Assert.Empty(rig.Inbox.Inputs);
    }

    [Fact]
    public async Task Guessing_fills_no_log()
    {
        await using var rig = Rig();
        for (var i = 0; i < 100; i++)
            await Post(rig, "{}", "wrong");

        Assert.Single(rig.Logs.Lines, line => line.Contains("right secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TelegramOptions.Webhook, 1)]
    [InlineData(TelegramOptions.Poll, 0)]
    public async Task The_address_exists_in_webhook_mode_only(string mode, int endpoints)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<Application.Ports.IInbox>(new FakeInbox());
        builder.Services.AddTelegram(_options with { Mode = mode });
        await using var app = builder.Build();
        app.MapTelegramWebhook();

        var mapped = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>().ToArray();
        Assert.Equal(endpoints, mapped.Length);
        Assert.All(mapped, endpoint => Assert.Equal("/hooks/telegram", endpoint.RoutePattern.RawText));
    }

    [Fact]
    public async Task Over_a_real_server_the_answers_are_bare_and_no_size_is_refused()
    {
        var inbox = new FakeInbox();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<Application.Ports.IInbox>(inbox);
        // The hosted steps would call the real Telegram: only the endpoint is wanted here.
        builder.Services.AddTelegram(_options with { BaseUrl = "http://127.0.0.1:1" });
        await using var app = builder.Build();
        app.MapTelegramWebhook();
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        Assert.Equal((401, ""), await Call(client, Samples.Text(1), "wrong"));
        Assert.Equal((200, ""), await Call(client, Samples.Text(1), Secret));
        Assert.Equal((200, ""), await Call(client, new string('a', 32 * 1024 * 1024), Secret));
        inbox.Closed = true;
        Assert.Equal((503, ""), await Call(client, Samples.Text(2), Secret));
        Assert.Equal(2, inbox.Inputs.Count);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<(int Status, string Body)> Call(HttpClient client, string body, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, TelegramWebhook.Path) { Content = new StringContent(body) };
        request.Headers.Add(TelegramWebhook.SecretHeader, secret);
        request.Headers.ConnectionClose = true;
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static TelegramRig Rig() => new("http://127.0.0.1:1", options: _options);

    private static async Task<HttpResponse> Post(TelegramRig rig, string body, string? secret)
    {
        var context = Context(body, secret);
        await rig.Webhook.Handle(context);
        return context.Response;
    }

    private static DefaultHttpContext Context(string body, string? secret)
    {
        var context = new DefaultHttpContext();
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Request.Method = "POST";
        context.Request.Body = new MemoryStream(bytes);
        context.Request.ContentLength = bytes.Length;
        context.Response.Body = new MemoryStream();
        if (secret is not null)
            context.Request.Headers[TelegramWebhook.SecretHeader] = secret;

        return context;
    }
}
