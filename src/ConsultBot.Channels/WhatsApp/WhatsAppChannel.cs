using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;

namespace ConsultBot.Channels.WhatsApp;

internal sealed class WhatsAppChannel(WhatsAppSender sender, IWhatsAppGateway gateway, WhatsAppOptions options) : IChannel
{
    public const string ChannelName = "whatsapp";

    // Just under the limit, so that what waits waits with us and is seen.
    private const double ShareOfLimit = 0.99;

    private const string SenderPrefix = "whatsapp:+";

    public string Name => ChannelName;

    /// <summary>A list has ten rows, and a row's id 200 bytes; what has no list stands in the text.</summary>
    public ChannelTraits Traits { get; } = new(TextLimit: 1600, MaxButtons: 10, PartLimit: 200, ChoicesInText: true, EditsButtons: false);

    public ChannelPace Pace { get; } = new(options.SendsPerSecond * ShareOfLimit, 0);

    public bool DeliversByCommit => false;

    public IDeliveryLookup Lookup => sender;

    public ConversationEvent Read(RawInput input) => WhatsAppReader.Read(input.Bytes.Span);

    public Task<DeliveryOutcome> Send(OutboxItem item, CancellationToken cancellationToken) => sender.Send(item, cancellationToken);

    public Task<ChannelFile?> Fetch(string file, CancellationToken cancellationToken) => gateway.Download(file, cancellationToken);

    public string? Link(string topic, string label) => options.From.StartsWith(SenderPrefix, StringComparison.Ordinal)
        ? $"https://wa.me/{options.From[SenderPrefix.Length..]}?text={Uri.EscapeDataString(label)}"
        : null;
}
