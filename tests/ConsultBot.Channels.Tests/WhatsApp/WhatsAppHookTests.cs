using System.Text;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Tests.Telegram;
using ConsultBot.Channels.WhatsApp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ConsultBot.Channels.Tests.WhatsApp;

/// <summary>Over a real server: what the proxy sees is not what was signed.</summary>
public sealed class WhatsAppHookTests : IAsyncLifetime
{
    private readonly FakeInbox _inbox = new();
    private readonly FakeReports _reports = new();
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IInbox>(_inbox);
        builder.Services.AddSingleton<IDeliveryReports>(_reports);
        builder.Services.AddSingleton<IChannelNotes>(new FakeNotes());
        builder.Services.AddSingleton<IChance>(new Application.Privacy.SystemChance());
        builder.Services.AddWhatsApp(WhatsAppRig.Options with { BaseUrl = "http://127.0.0.1:1", FallbackUrl = "https://spare.example.kz/in" });
        _app = builder.Build();
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_signed_message_is_stored_once_and_answered_with_nothing_to_do()
    {
        using var answer = await Post("/hooks/whatsapp", Message);

        Assert.Equal((200, "text/xml", "<Response/>"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.ToString(), await Body(answer)));
        var input = Assert.Single(_inbox.Inputs);
        Assert.Equal("SM00000000000000000000000000000001", input.Key);
        Assert.Equal(("whatsapp", WhatsAppRig.Sender, WhatsAppRig.Citizen), (input.Address.Channel, input.Address.Account, input.Address.Address));
        Assert.Equal(Message, Encoding.UTF8.GetString(input.Bytes.Span));
    }

    [Fact]
    public async Task The_fallback_address_is_served_with_its_own_signature()
    {
        using var answer = await Post("/hooks/whatsapp", Message, signedOver: "https://spare.example.kz/in/hooks/whatsapp");

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Single(_inbox.Inputs);
    }

    [Theory]
    [InlineData("https://elsewhere.example.kz/hooks/whatsapp")]
    [InlineData("http://bot.example.kz/hooks/whatsapp")]
    [InlineData("https://bot.example.kz/hooks/whatsapp/")]
    [InlineData(null)]
    public async Task INC_01_what_twilio_did_not_sign_changes_nothing(string? signedOver)
    {
        foreach (var path in new[] { "/hooks/whatsapp", "/hooks/whatsapp/status?m=41" })
        {
            using var answer = await Post(path, Message + "&MediaUrl0=http%3A%2F%2Fattacker.example", signedOver: signedOver ?? "", sign: signedOver is not null);
            Assert.Equal((403, ""), ((int)answer.StatusCode, await Body(answer)));
        }

        Assert.Equal((0, 0), (_inbox.Accepts, _reports.All.Count));
    }

    [Fact]
    public async Task Two_signatures_and_a_body_without_measure_are_refused()
    {
        using var twice = Request("/hooks/whatsapp", Message, "https://bot.example.kz/hooks/whatsapp");
        twice.Headers.Add(SignedRequest.Header, "x");
        Assert.Equal(403, (int)(await _client.SendAsync(twice, TestContext.Current.CancellationToken)).StatusCode);

        using var large = await Post("/hooks/whatsapp", Message + "&A=" + new string('a', SignedRequest.BodyLimit));
        Assert.Equal(403, (int)large.StatusCode);
        Assert.Equal(0, _inbox.Accepts);
    }

    [Fact]
    public async Task What_cannot_be_made_durable_is_asked_for_later()
    {
        _inbox.Closed = _reports.Closed = true;
        using var message = await Post("/hooks/whatsapp", Message);
        using var status = await Post("/hooks/whatsapp/status?m=41", Status("delivered"));

        Assert.Equal((503, 503), ((int)message.StatusCode, (int)status.StatusCode));
    }

    [Theory]
    [InlineData("queued", OutboxState.Sent)]
    [InlineData("sent", OutboxState.Sent)]
    [InlineData("delivered", OutboxState.Delivered)]
    [InlineData("read", OutboxState.Read)]
    public async Task A_status_moves_our_own_message(string status, OutboxState state)
    {
        using var answer = await Post("/hooks/whatsapp/status?m=41", Status(status));

        Assert.Equal(204, (int)answer.StatusCode);
        Assert.Equal(new DeliveryReport(41, "SM9", state, "whatsapp"), Assert.Single(_reports.All));
    }

    [Theory]
    [InlineData("63016", "Held", "window: 63016")]
    [InlineData("30008", "Deferred", "failed: 30008")]
    [InlineData("63018", "Deferred", "busy: 63018")]
    [InlineData("63024", "Rejected", "noAccount: 63024")]
    [InlineData("21610", "Rejected", "optedOut: 21610")]
    [InlineData("99999", "Rejected", "failed: 99999")]
    [InlineData("", "Rejected", "failed: ")]
    public async Task A_failure_says_why_without_the_messengers_words(string code, string outcome, string reason)
    {
        using var answer = await Post("/hooks/whatsapp/status?m=41", Status("undelivered") + "&ErrorCode=" + code + "&ErrorMessage=to+%2B77010000001");

        var failure = Assert.Single(_reports.All).Failure!;
        Assert.Equal(outcome, failure.GetType().Name);
        Assert.Contains(reason, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("7701", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/hooks/whatsapp/status", "delivered")]
    [InlineData("/hooks/whatsapp/status?m=0", "delivered")]
    [InlineData("/hooks/whatsapp/status?m=x", "delivered")]
    [InlineData("/hooks/whatsapp/status?m=41", "pondering")]
    public async Task A_status_of_nothing_of_ours_is_taken_and_passed_over(string path, string status)
    {
        using var answer = await Post(path, Status(status));

        Assert.Equal(204, (int)answer.StatusCode);
        Assert.Empty(_reports.All);
    }

    [Fact]
    public async Task A_probe_is_answered_and_stored_nowhere()
    {
        using var answer = await Post("/hooks/whatsapp", "ConsultBotProbe=1");

        Assert.Equal((200, 0), ((int)answer.StatusCode, _inbox.Accepts));
    }

    private const string Message =
        "MessageSid=SM00000000000000000000000000000001&From=whatsapp%3A%2B77010000001&To=whatsapp%3A%2B77000000000&Body=%D0%A1%D3%99%D0%BB%D0%B5%D0%BC&NumMedia=0&Brand=new";

    private static string Status(string status) => $"MessageSid=SM9&MessageStatus={status}&To=whatsapp%3A%2B77010000001";

    private static HttpRequestMessage Request(string path, string body, string? signedOver)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        if (signedOver is not null)
        {
            var fields = FormFields.Parse(Encoding.UTF8.GetBytes(body));
            var signed = new byte[fields.Size];
            var length = fields.WriteSigned(signed);
            request.Headers.Add(SignedRequest.Header, TwilioSignatureTests.Sign(WhatsAppRig.Token, signedOver + Encoding.UTF8.GetString(signed, 0, length)));
        }

        return request;
    }

    private async Task<HttpResponseMessage> Post(string path, string body, string? signedOver = null, bool sign = true)
    {
        using var request = Request(path, body, sign ? signedOver ?? "https://bot.example.kz" + path : null);
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<string> Body(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
