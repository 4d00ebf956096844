using System.Text.Json;
using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Channels.WebChat;

/// <summary>The built-in web chat. The commit is the delivery: the citizen's page reads the transcript.</summary>
internal sealed class WebChatChannel : IChannel
{
    public string Name => WebChatService.Channel;

    public ChannelTraits Traits { get; } = new(TextLimit: 20000, MaxButtons: 100, PartLimit: 200);

    public ChannelPace Pace => ChannelPace.Unlimited;

    public bool DeliversByCommit => true;

    public ConversationEvent Read(RawInput input)
    {
        var read = Parse(input);
        var hint = Languages.Parse(read.Lang);
        return read switch
        {
            { Text: { } text, Press: null } => new CitizenWrote(InputText.Clean(text), hint),
            { Press: { } press, Text: null } => new CitizenPressed(InputText.Clean(press), Hint: hint),
            _ => throw new UnreadableInputException("A web chat input has either text or press."),
        };
    }

    public Task<DeliveryOutcome> Send(OutboxItem item, CancellationToken cancellationToken) =>
        Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Sent(""));

    private static WebChatInput Parse(RawInput input)
    {
        try
        {
            return WebChatInput.Read(input.Bytes.Span);
        }
        catch (JsonException error)
        {
            throw new UnreadableInputException("The web chat input is no JSON of ours.", error);
        }
    }
}
