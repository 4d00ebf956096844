using ConsultBot.Channels.Telegram;
using ConsultBot.Channels.Tests.Telegram;
using ConsultBot.Channels.Tests.WhatsApp;

namespace ConsultBot.Channels.Tests;

public class OnlineCheckTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, "<Response/>", null, null)]
    [InlineData(200, "<html>", null, "public-url-other")]
    [InlineData(403, "", null, "public-url-differs")]
    [InlineData(404, "", null, "public-url-path")]
    [InlineData(502, "", null, "public-url-fails")]
    [InlineData(308, "", "{0}/hooks/whatsapp/", "public-url-slash")]
    [InlineData(301, "", "https://{1}/hooks/whatsapp", "public-url-http")]
    [InlineData(302, "", "https://elsewhere.example.kz/", "public-url-redirect")]
    public async Task The_public_address_is_tried_as_twilio_would(int status, string body, string? location, string? code)
    {
        string? target = null;
        await using var desk = new FakeServer(request => new FakeReply(request.Text == "ConsultBotProbe=1" ? status : 500, body, Location: target));
        target = location?.Replace("{0}", desk.Address, StringComparison.Ordinal).Replace("{1}", desk.Address["http://".Length..], StringComparison.Ordinal);
        await using var twilio = Twilio("approved");

        var problems = await ChannelCheckRegistration.CheckOnline(null, WhatsAppRig.Options with { BaseUrl = twilio.Address, PublicUrl = desk.Address }, Stop);
        Assert.Equal(code is null ? [] : [code], problems.Select(problem => problem.Code));
        Assert.All(problems, problem => Assert.DoesNotContain(WhatsAppRig.Token, problem.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_at_the_public_address_and_templates_that_are_not_approved_are_said()
    {
        await using var twilio = Twilio("pending");
        var problems = await ChannelCheckRegistration.CheckOnline(null, WhatsAppRig.Options with { BaseUrl = twilio.Address, PublicUrl = "http://127.0.0.1:1" }, Stop);

        Assert.Equal(["twilio-template", "twilio-template", "twilio-template", "public-url-unreachable"], problems.Select(problem => problem.Code));
    }

    [Fact]
    public async Task Wrong_credentials_are_said()
    {
        await using var twilio = new FakeServer(_ => FakeReply.Json(new { code = 20003 }, 401));
        var problems = await ChannelCheckRegistration.CheckOnline(null, WhatsAppRig.Options with { BaseUrl = twilio.Address, PublicUrl = "http://127.0.0.1:1" }, Stop);

        Assert.Equal("twilio-credentials", problems[0].Code);
    }

    [Theory]
    [InlineData("poll", "", 200, null)]
    [InlineData("poll", "", 409, "telegram-second-poller")]
    [InlineData("poll", "https://other.example.kz/hook", 200, "telegram-webhook-elsewhere")]
    [InlineData("webhook", "https://desk.example.kz/hooks/telegram", 200, null)]
    [InlineData("webhook", "https://other.example.kz/hook", 200, "telegram-webhook-differs")]
    public async Task Who_else_receives_the_bots_messages_is_said(string mode, string webhook, int poll, string? code)
    {
        await using var server = new FakeServer(request => request.Call switch
        {
            "getWebhookInfo" => FakeReply.Result(new { url = webhook }),
            "getUpdates" => poll == 200 ? FakeReply.Result(Array.Empty<int>()) : FakeReply.Error(poll, "Conflict"),
            _ => FakeReply.Result(new { id = 1, is_bot = true, first_name = "B" }),
        });
        var options = new TelegramOptions
        {
            Token = TelegramRig.Token,
            BaseUrl = server.Address,
            Mode = mode,
            WebhookUrl = "https://desk.example.kz/hooks/telegram",
            WebhookSecret = "s",
        };

        var problems = await ChannelCheckRegistration.CheckOnline(options, null, Stop);
        Assert.Equal(code is null ? [] : [code], problems.Select(problem => problem.Code));
    }

    [Fact]
    public async Task Missing_templates_are_made_and_submitted_on_wish()
    {
        var made = new List<string>();
        await using var server = new FakeServer(request => (request.Method, request.Path) switch
        {
            ("GET", var path) when path.Contains("ApprovalRequests", StringComparison.Ordinal) => FakeReply.Json(new { whatsapp = new { status = "unsubmitted" } }),
            ("GET", _) => FakeReply.Json(new { contents = Array.Empty<int>() }),
            ("POST", "/v1/Content") => Made(made, request.Body.GetProperty("friendly_name").GetString()!),
            _ => FakeReply.Json(new { status = "received" }, 201),
        });
        var options = WhatsAppRig.Options with { BaseUrl = server.Address };

        Assert.All((await ChannelCheckRegistration.WhatsAppTemplates(options, submit: false, Stop))!, row => Assert.Equal("missing", row.State));
        Assert.Empty(made);
        Assert.All((await ChannelCheckRegistration.WhatsAppTemplates(options, submit: true, Stop))!, row => Assert.Equal("submitted", row.State));
        Assert.Equal(["consultbot_window_kk", "consultbot_window_ru", "consultbot_window_en"], made);
    }

    private static FakeReply Made(List<string> made, string name)
    {
        made.Add(name);
        return FakeReply.Json(new { sid = "HX" + made.Count }, 201);
    }

    private static FakeServer Twilio(string approval) => new(request => request.Path switch
    {
        var path when path.Contains("ApprovalRequests", StringComparison.Ordinal) => FakeReply.Json(new { whatsapp = new { status = approval } }),
        var path when path.StartsWith("/v1/Content", StringComparison.Ordinal) => FakeReply.Json(new
        {
            contents = Domain.Messages.Languages.All.Select(one => Domain.Messages.Languages.Code(one)).Select(language => new { sid = "HX" + language, friendly_name = "consultbot_window_" + language, language }),
        }),
        _ => FakeReply.Json(new { messages = Array.Empty<int>() }),
    });
}
