using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace ConsultBot.Channels.Telegram;

/// <summary>
/// What tells one update from another and where it belongs, read without the library, so that an update that nobody
/// can read has an identity too.
/// </summary>
internal struct UpdateIdentity
{
    /// <summary>Conversation of updates that come from no chat.</summary>
    public const string NoChat = "update";

    private const int HashBytes = 16;
    private const int MaxPressId = 128;

    private Kind _kind;
    private long? _message;
    private long? _editedAt;
    private string? _press;
    private Range _edited;

    private enum Kind
    {
        Other,
        Message,
        Edit,
        Press,
    }

    /// <summary>Null when there is none that could ever be confirmed.</summary>
    public long? UpdateId { get; private set; }

    public string? Chat { get; private set; }

    /// <summary>Reads the value at which the reader stands; afterwards it stands at the value's end.</summary>
    /// <exception cref="JsonException">The syntax is broken. What was read before stays.</exception>
    public void Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "update_id"u8))
            {
                reader.Read();
                UpdateId = Number(ref reader) is { } id and > 0 and < long.MaxValue ? id : null;
            }
            else if (Is(ref reader, "message"u8))
            {
                ReadContent(ref reader, Kind.Message);
            }
            else if (Is(ref reader, "edited_message"u8))
            {
                ReadContent(ref reader, Kind.Edit);
            }
            else if (Is(ref reader, "callback_query"u8))
            {
                ReadPress(ref reader);
            }
            else if (ComesFromChat(ref reader))
            {
                ReadContent(ref reader, Kind.Other);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    /// <param name="update">The bytes of the update.</param>
    /// <param name="start">Where they begin in what <see cref="Read"/> read.</param>
    public readonly string Key(ReadOnlySpan<byte> update, int start = 0) => _kind switch
    {
        Kind.Message when Chat is not null && _message is not null =>
            string.Create(CultureInfo.InvariantCulture, $"message:{Chat}:{_message}"),

        // Two edits can fall in one second.
        Kind.Edit when Chat is not null && _message is not null =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"edit:{Chat}:{_message}:{_editedAt ?? 0}:{Hash(update[(_edited.Start.Value - start)..(_edited.End.Value - start)])}"),
        Kind.Press when _press is not null => $"callback:{_press}",
        _ => BytesKey(update),
    };

    /// <summary>Identity of bytes that cannot be trusted to be whole: nothing else may ever share it.</summary>
    public readonly string BytesKey(ReadOnlySpan<byte> update)
    {
        var id = UpdateId?.ToString(CultureInfo.InvariantCulture) ?? "none";
        return $"update:{id}:{Hash(update)}";
    }

    private static string Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash[..HashBytes]);
    }

    private void ReadContent(ref Utf8JsonReader reader, Kind kind)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        _kind = kind;
        var start = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "message_id"u8))
                _message = NextNumber(ref reader);
            else if (Is(ref reader, "edit_date"u8))
                _editedAt = NextNumber(ref reader);
            else if (Is(ref reader, "chat"u8))
                Chat = Id(ref reader);
            else
                Pass(ref reader);
        }

        _edited = start..(int)reader.BytesConsumed;
    }

    private void ReadPress(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        string? person = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "id"u8))
                _press = NextPressId(ref reader);
            else if (Is(ref reader, "from"u8))
                person = Id(ref reader);
            else if (Is(ref reader, "message"u8))
                ReadContent(ref reader, Kind.Press);
            else
                Pass(ref reader);
        }

        _kind = Kind.Press;
        Chat ??= person;
    }

    /// <summary>The number <c>id</c> of the next value.</summary>
    private static string? Id(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        long? id = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "id"u8))
                id = NextNumber(ref reader);
            else
                Pass(ref reader);
        }

        return id?.ToString(CultureInfo.InvariantCulture);
    }

    private static string? NextPressId(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && reader.ValueSpan.Length is > 0 and <= MaxPressId
            && System.Text.Ascii.IsValid(reader.ValueSpan))
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    private static long? NextNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Number(ref reader);
    }

    /// <summary>A whole number, also one in quotes.</summary>
    private static long? Number(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.TryGetInt64(out var number) ? number : null;

        if (reader.TokenType == JsonTokenType.String)
            return Utf8Parser.TryParse(reader.ValueSpan, out long quoted, out var used) && used == reader.ValueSpan.Length ? quoted : null;

        reader.Skip();
        return null;
    }

    private static void Pass(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static bool ComesFromChat(ref Utf8JsonReader reader) =>
        Is(ref reader, "my_chat_member"u8) || Is(ref reader, "chat_member"u8) || Is(ref reader, "message_reaction"u8)
        || Is(ref reader, "channel_post"u8) || Is(ref reader, "edited_channel_post"u8) || Is(ref reader, "chat_join_request"u8)
        || Is(ref reader, "business_message"u8) || Is(ref reader, "edited_business_message"u8);

    // An escaped name would make the comparison throw on half a letter; Telegram escapes none.
    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        !reader.ValueIsEscaped && reader.ValueTextEquals(name);
}
