using System.Text.Json;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations.Events;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace ConsultBot.Channels.Telegram;

/// <summary>Raw bytes of one update to an event.</summary>
internal sealed class TelegramReader(TelegramAccount account)
{
    private readonly UpdateEvents _events = new(account);

    /// <exception cref="UnreadableInputException">Nobody can read it; it is parked.</exception>
    public ConversationEvent Read(ReadOnlyMemory<byte> update) =>
        PlainMessage.TryRead(update.Span) ?? ReadSlowly(update.Span);

    /// <summary>By the library's types: any kind of update.</summary>
    public ConversationEvent ReadSlowly(ReadOnlySpan<byte> update)
    {
        var (parsed, error) = Parse(update);
        if (parsed is null && TelegramText.Mend(update) is { } mended)
            (parsed, error) = Parse(mended);

        if (parsed is null)
            throw new UnreadableInputException("The update cannot be read.", error);

        return _events.From(parsed);
    }

    // The library throws whatever its converters throw: JsonException, ArgumentOutOfRangeException for a date, more.
    private static (Update? Update, Exception? Error) Parse(ReadOnlySpan<byte> update)
    {
        try
        {
            return (JsonSerializer.Deserialize<Update>(update, JsonBotAPI.Options), null);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return (null, error);
        }
    }
}
