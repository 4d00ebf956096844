using System.Text;
using System.Web;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Tests.Telegram;
using ConsultBot.Channels.Tests.WhatsApp;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Channels.Tests.Conformance;

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
