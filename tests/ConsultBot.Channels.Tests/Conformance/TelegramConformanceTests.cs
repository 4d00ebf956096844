using System.Text;
using System.Text.Json;
using ConsultBot.Channels.Tests.Telegram;

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
