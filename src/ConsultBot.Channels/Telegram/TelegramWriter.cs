using System.Globalization;
using System.Text.Json;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Channels.Telegram;

/// <summary>Calls as JSON. Plain text, no parse mode: nothing in a message can be taken for markup.</summary>
internal static class TelegramWriter
{
    /// <summary>Labels up to this length stand two in a row on a narrow screen.</summary>
    private const int HalfRowLabel = 18;

    private static readonly JsonEncodedText _chat = JsonEncodedText.Encode("chat_id");
    private static readonly JsonEncodedText _text = JsonEncodedText.Encode("text");

    /// <param name="chat">A chat's number, or @name.</param>
    public static void Message(Utf8JsonWriter json, string chat, OutboundMessage message)
    {
        json.WriteStartObject();
        WriteChat(json, chat);
        json.WriteString(_text, message.Text);
        if (message.Buttons.Count > 0)
            WriteButtons(json, message.Buttons);

        json.WriteEndObject();
    }

    public static void Acknowledge(Utf8JsonWriter json, AcknowledgePress act)
    {
        json.WriteStartObject();
        json.WriteString("callback_query_id"u8, act.PressId);
        json.WriteEndObject();
    }

    public static void RemoveButtons(Utf8JsonWriter json, string chat, RemoveButtons act)
    {
        json.WriteStartObject();
        WriteChat(json, chat);
        WriteNumberOrText(json, JsonEncodedText.Encode("message_id"), act.MessageId);
        json.WriteEndObject();
    }

    private static void WriteChat(Utf8JsonWriter json, string chat) => WriteNumberOrText(json, _chat, chat);

    private static void WriteNumberOrText(Utf8JsonWriter json, JsonEncodedText name, string value)
    {
        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            json.WriteNumber(name, number);
        else
            json.WriteString(name, value);
    }

    private static void WriteButtons(Utf8JsonWriter json, IReadOnlyList<Button> buttons)
    {
        var perRow = buttons.All(button => button.Label.Length <= HalfRowLabel) ? 2 : 1;
        json.WriteStartObject("reply_markup"u8);
        json.WriteStartArray("inline_keyboard"u8);
        for (var i = 0; i < buttons.Count; i++)
        {
            if (i % perRow == 0)
                json.WriteStartArray();

            json.WriteStartObject();
            json.WriteString(_text, buttons[i].Label);
            json.WriteString("callback_data"u8, buttons[i].Value);
            json.WriteEndObject();
            if (i % perRow == perRow - 1 || i == buttons.Count - 1)
                json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
