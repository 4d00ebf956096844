using System.Text.Json;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Http;
using ConsultBot.Domain.Messages;
using Microsoft.Extensions.ObjectPool;

namespace ConsultBot.Channels.Telegram;

/// <summary>Sends one message or act, once.</summary>
internal sealed class TelegramSender(TelegramCalls calls)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly ObjectPool<JsonBuffer> _buffers = new DefaultObjectPool<JsonBuffer>(new DefaultPooledObjectPolicy<JsonBuffer>(), 64);
    private readonly PostTarget _sendMessage = calls.Method("sendMessage");
    private readonly PostTarget _answerPress = calls.Method("answerCallbackQuery");
    private readonly PostTarget _editButtons = calls.Method("editMessageReplyMarkup");

    public async Task<DeliveryOutcome> Send(OutboxItem item, CancellationToken cancellationToken)
    {
        var chat = item.Address.Address;
        if (chat == UpdateIdentity.NoChat && item.Act is not AcknowledgePress)
            return new DeliveryOutcome.Rejected("The update came from no chat.", Unreachable: true);

        var buffer = _buffers.Get();
        var method = Write(buffer.Writer, chat, item);
        var answer = await calls.Post(method, buffer.Written, _patience, cancellationToken);

        // After a failure something below may still hold the bytes: they are left to the collector.
        if (answer.Fault is null)
            _buffers.Return(buffer);

        return item.Message is not null ? TelegramOutcomes.OfMessage(answer) : TelegramOutcomes.OfAct(answer);
    }

    private PostTarget Write(Utf8JsonWriter json, string chat, OutboxItem item)
    {
        if (item.Message is { } message)
        {
            TelegramWriter.Message(json, chat, message);
            return _sendMessage;
        }

        switch (item.Act)
        {
            case AcknowledgePress press:
                TelegramWriter.Acknowledge(json, press);
                return _answerPress;
            case RemoveButtons buttons:
                TelegramWriter.RemoveButtons(json, chat, buttons);
                return _editButtons;
            default:
                throw new ArgumentException("The row has neither a message nor an act that Telegram knows.", nameof(item));
        }
    }
}
