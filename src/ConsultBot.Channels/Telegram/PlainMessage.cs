using System.Text.Json;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Channels.Telegram;

/// <summary>
/// The short way for what nearly every update is: a text in a private chat. It takes only what it knows through and
/// through; anything else is left to the library. Both ways give the same event.
/// </summary>
internal ref struct PlainMessage
{
    private string? _text;
    private Language? _hint;
    private bool _private;
    private bool _hasMessageId;
    private bool _hasDate;

    /// <summary>The event, or null when the library must read the update.</summary>
    public static CitizenWrote? TryRead(ReadOnlySpan<byte> update)
    {
        var message = default(PlainMessage);
        var reader = new Utf8JsonReader(update);
        try
        {
            return message.ReadUpdate(ref reader) && !reader.Read() ? message.Event() : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // Half a letter in the text: the slow way mends it.
            return null;
        }
    }

    private readonly CitizenWrote? Event() =>
        _private && _hasMessageId && _hasDate && _text is not null ? new CitizenWrote(TelegramText.Clean(_text), _hint) : null;

    private bool ReadUpdate(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var known = Is(ref reader, "update_id"u8) ? NextInt(ref reader)
                : Is(ref reader, "message"u8) && _text is null && ReadMessage(ref reader);
            if (!known)
                return false;
        }

        return true;
    }

    private bool ReadMessage(ref Utf8JsonReader reader)
    {
        if (!NextIs(ref reader, JsonTokenType.StartObject))
            return false;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!ReadMember(ref reader))
                return false;
        }

        return true;
    }

    private bool ReadMember(ref Utf8JsonReader reader)
    {
        if (Is(ref reader, "message_id"u8))
            return _hasMessageId = NextInt(ref reader);

        if (Is(ref reader, "date"u8))
            return _hasDate = NextInt(ref reader);

        if (Is(ref reader, "from"u8))
            return ReadPerson(ref reader);

        if (Is(ref reader, "chat"u8))
            return ReadChat(ref reader);

        if (!Is(ref reader, "text"u8) || !NextIs(ref reader, JsonTokenType.String))
            return false;

        _text = reader.GetString();
        return true;
    }

    private bool ReadPerson(ref Utf8JsonReader reader)
    {
        if (!NextIs(ref reader, JsonTokenType.StartObject))
            return false;

        _hint = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool known;
            if (Is(ref reader, "language_code"u8))
            {
                known = NextIs(ref reader, JsonTokenType.String);
                if (known)
                    _hint = Languages.Parse(reader.GetString());
            }
            else
            {
                known = Is(ref reader, "id"u8) ? NextLong(ref reader)
                    : Is(ref reader, "is_bot"u8) ? NextIs(ref reader, JsonTokenType.False)
                    : Is(ref reader, "is_premium"u8) ? NextIs(ref reader, JsonTokenType.True)
                    : IsName(ref reader) && NextIs(ref reader, JsonTokenType.String);
            }

            if (!known)
                return false;
        }

        return true;
    }

    private bool ReadChat(ref Utf8JsonReader reader)
    {
        if (!NextIs(ref reader, JsonTokenType.StartObject))
            return false;

        _private = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool known;
            if (Is(ref reader, "type"u8))
                known = _private = NextIs(ref reader, JsonTokenType.String) && !reader.ValueIsEscaped && reader.ValueTextEquals("private"u8);
            else if (Is(ref reader, "id"u8))
                known = NextLong(ref reader);
            else
                known = IsName(ref reader) && NextIs(ref reader, JsonTokenType.String);

            if (!known)
                return false;
        }

        return true;
    }

    private static bool IsName(ref Utf8JsonReader reader) =>
        Is(ref reader, "first_name"u8) || Is(ref reader, "last_name"u8) || Is(ref reader, "username"u8);

    private static bool NextIs(ref Utf8JsonReader reader, JsonTokenType type) => reader.Read() && reader.TokenType == type;

    private static bool NextInt(ref Utf8JsonReader reader) =>
        NextIs(ref reader, JsonTokenType.Number) && reader.TryGetInt32(out _);

    private static bool NextLong(ref Utf8JsonReader reader) =>
        NextIs(ref reader, JsonTokenType.Number) && reader.TryGetInt64(out _);

    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        !reader.ValueIsEscaped && reader.ValueTextEquals(name);
}
