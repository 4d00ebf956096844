using System.Text.Json;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Tests.Telegram;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Channels.Tests.Conformance;

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
