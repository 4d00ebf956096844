using System.Text.Json;
using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Tests.Telegram;
using ConsultBot.Channels.WebChat;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Channels.Tests.Conformance;

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
