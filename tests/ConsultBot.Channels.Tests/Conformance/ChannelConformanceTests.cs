using System.Text;
using System.Text.Json;
using System.Web;
using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Tests.Telegram;
using ConsultBot.Channels.Tests.WhatsApp;
using ConsultBot.Channels.WebChat;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Channels.Tests.Conformance;

public sealed class TelegramConformanceTests : ChannelContract
{
    internal override FakeReply Yes => FakeReply.Result(new { message_id = 1 });

    internal override FakeReply TooMany => FakeReply.Error(429, "Too Many Requests: retry after 1");

    internal override FakeReply Gone => FakeReply.Error(403, "Forbidden: bot was blocked by the user");

    internal override ChannelRig Start(string server)
    {
        var rig = new TelegramRig(server);
        return new ChannelRig(rig.Channel, bytes => Samples.Input("") with { Bytes = bytes }, message => Samples.Item(message), rig);
    }

    internal override byte[] Text(string text) => Encoding.UTF8.GetBytes(Samples.Text(1, text));

    internal override byte[]? Press(string value) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        update_id = 1,
        callback_query = new { id = "7", from = new { id = 5, is_bot = false, first_name = "A" }, chat_instance = "x", data = value },
    });

    internal override string Shown(FakeRequest request) => request.Body.GetProperty("text").GetString() + Labels(request.Body);

    private static string Labels(JsonElement body) => body.TryGetProperty("reply_markup", out var markup)
        ? string.Join(' ', markup.GetProperty("inline_keyboard").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(button => button.GetProperty("text").GetString()))
        : "";
}

public sealed class WhatsAppConformanceTests : ChannelContract
{
    internal override FakeReply Yes => FakeReply.Json(new { sid = "SM1", status = "queued" }, 201);

    internal override FakeReply TooMany => FakeReply.Json(new { code = 20429, message = "x", status = 429 }, 429);

    internal override FakeReply Gone => FakeReply.Json(new { code = 63024, message = "x", status = 400 }, 400);

    internal override ChannelRig Start(string server)
    {
        var rig = new WhatsAppRig(server);
        var address = new CitizenAddress("whatsapp", WhatsAppRig.Sender, WhatsAppRig.Citizen);
        return new ChannelRig(rig.Channel, bytes => new RawInput(address, "SM1", InputSource.Channel, bytes, rig.Clock.GetUtcNow()), message => rig.Item(message), rig);
    }

    internal override byte[] Text(string text) => Form("Body", text);

    internal override byte[]? Press(string value) => Form("ButtonPayload", value);

    internal override string Shown(FakeRequest request) => HttpUtility.ParseQueryString(request.Text)["Body"]!;

    private static byte[] Form(string name, string value) =>
        Encoding.UTF8.GetBytes($"MessageSid=SM1&From=whatsapp%3A%2B77010000001&{name}={Uri.EscapeDataString(value)}");
}

public sealed class WebChatConformanceTests : ChannelContract
{
    private static readonly CitizenAddress _address = WebChatService.Address("citizen");

    internal override FakeReply Yes => new(200);

    internal override FakeReply TooMany => new(429);

    internal override FakeReply Gone => new(410);

    internal override ChannelRig Start(string server) => new(
        new WebChatChannel(), bytes => new RawInput(_address, "k", InputSource.Channel, bytes, DateTimeOffset.UnixEpoch),
        message => Samples.Item(message) with { Address = _address }, null);

    internal override byte[] Text(string text) => JsonSerializer.SerializeToUtf8Bytes(new { text });

    internal override byte[]? Press(string value) => JsonSerializer.SerializeToUtf8Bytes(new { press = value });

    internal override string Shown(FakeRequest request) => request.Text;
}

/// <summary>A messenger that does not exist: one class is all that a further one needs.</summary>
public sealed class MadeUpConformanceTests : ChannelContract
{
    internal override FakeReply Yes => FakeReply.Json(new { number = "9" });

    internal override FakeReply TooMany => new(429, "{}");

    internal override FakeReply Gone => new(410, "{}");

    internal override ChannelRig Start(string server)
    {
        var channel = new KiteChannel(server);
        var address = new CitizenAddress(channel.Name, "us", "citizen");
        return new ChannelRig(
            channel, bytes => new RawInput(address, "k", InputSource.Channel, bytes, DateTimeOffset.UnixEpoch),
            message => Samples.Item(message) with { Address = address }, channel);
    }

    internal override byte[] Text(string text) => JsonSerializer.SerializeToUtf8Bytes(new { say = text });

    internal override byte[]? Press(string value) => null;

    internal override string Shown(FakeRequest request) => request.Body.GetProperty("words").GetString()!;
}
