using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;

namespace ConsultBot.Channels.Telegram;

internal sealed class TelegramChannel(TelegramReader reader, TelegramSender sender, TelegramOptions options, TelegramAccount account) : IChannel
{
    public const string ChannelName = "telegram";

    public string Name => ChannelName;

    /// <summary>A keyboard may have 100 buttons; a button's data 64 bytes.</summary>
    public ChannelTraits Traits { get; } = new(TextLimit: 4096, MaxButtons: 100, PartLimit: 64);

    public ChannelPace Pace { get; } = new(options.SendsPerSecond, options.SendsPerSecondPerChat);

    public bool DeliversByCommit => false;

    public ConversationEvent Read(RawInput input) => reader.Read(input.Bytes);

    public Task<DeliveryOutcome> Send(OutboxItem item, CancellationToken cancellationToken) => sender.Send(item, cancellationToken);

    public string? Link(string topic, string label) => account.Username is { } name ? $"https://t.me/{name}?start={topic}" : null;
}
