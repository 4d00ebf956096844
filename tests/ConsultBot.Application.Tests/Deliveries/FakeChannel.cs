using System.Text;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;

namespace ConsultBot.Application.Tests.Deliveries;

/// <summary>A messenger whose raw form is the text itself; a press begins with <c>&gt;</c>, an edit with <c>*</c>, a photo with <c>#</c>.</summary>
internal sealed class FakeChannel(ChannelPace? pace = null) : IChannel
{
    public const string Telegram = "telegram";

    public string Name => Telegram;

    public ChannelTraits Traits { get; } = new(4096, 100, 64);

    public ChannelPace Pace { get; } = pace ?? ChannelPace.Unlimited;

    public bool DeliversByCommit => false;

    public static CitizenAddress Address(long chat, string account = "bot") => new(Telegram, account, $"chat-{chat}");

    public ConversationEvent Read(RawInput input)
    {
        var text = Encoding.UTF8.GetString(input.Bytes.Span);
        return text.Length == 0 ? throw new UnreadableInputException("Empty bytes.") : text[0] switch
        {
            '*' => new CitizenEdited(text[1..], "1"),
            '#' => new CitizenSentMedia(MediaKind.Photo, text[1..], "file", 1, null),
            '!' => throw new FormatException("A fault of the channel's own code: " + text),
            _ => new CitizenWrote(text),
        };
    }

    public Task<DeliveryOutcome> Send(OutboxItem item, CancellationToken cancellationToken) =>
        Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Sent("1"));
}
