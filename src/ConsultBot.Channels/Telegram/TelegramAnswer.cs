using System.Text.Json;

namespace ConsultBot.Channels.Telegram;

/// <summary>What came back from one call, as far as anything came.</summary>
internal sealed record TelegramAnswer
{
    private const int MaxDescription = 300;
    private const int MaxWaitSeconds = 24 * 60 * 60;

    /// <summary>True when the server never got the whole request.</summary>
    public bool NotSent { get; private init; }

    /// <summary>Why there is no answer, or why it says nothing; null when it was read.</summary>
    public string? Fault { get; private init; }

    /// <summary>0 when there was none.</summary>
    public int Status { get; private init; }

    public bool Ok { get; private set; }

    /// <summary>Of the message that the call made or changed.</summary>
    public long? MessageId { get; private set; }

    /// <summary>The body's own word, which is also the status; null when it has none.</summary>
    public int? ErrorCode { get; private set; }

    public string Description { get; private set; } = "";

    public TimeSpan? RetryAfter { get; private set; }

    public long? MigratedTo { get; private set; }

    /// <summary>A wait as asked for, of a day at most: nothing that came from outside may stop us for good.</summary>
    public static TimeSpan Wait(long seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, MaxWaitSeconds));

    public static TelegramAnswer Lost(bool started, string why) => new() { NotSent = !started, Fault = why };

    public static TelegramAnswer Unreadable(int status, string why) => new() { Status = status, Fault = why };

    public static TelegramAnswer Parse(int status, ReadOnlySpan<byte> body)
    {
        var answer = new TelegramAnswer { Status = status };
        var reader = new Utf8JsonReader(body);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return Unreadable(status, "the answer is no object");

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                answer.ReadMember(ref reader);

            while (reader.Read())
            {
            }

            return answer;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return Unreadable(status, "the answer is no JSON");
        }
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("ok"u8))
        {
            reader.Read();
            Ok = reader.TokenType == JsonTokenType.True;
        }
        else if (reader.ValueTextEquals("result"u8))
        {
            MessageId = Member(ref reader, "message_id"u8);
            return;
        }
        else if (reader.ValueTextEquals("error_code"u8))
        {
            reader.Read();
            ErrorCode = (int?)Number(ref reader);
        }
        else if (reader.ValueTextEquals("description"u8))
        {
            reader.Read();
            Description = reader.TokenType == JsonTokenType.String ? Short(reader.GetString()!) : "";
        }
        else if (reader.ValueTextEquals("parameters"u8))
        {
            ReadParameters(ref reader);
            return;
        }
        else
        {
            reader.Read();
        }

        reader.Skip();
    }

    private void ReadParameters(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (wait, chat) = (reader.ValueTextEquals("retry_after"u8), reader.ValueTextEquals("migrate_to_chat_id"u8));
            reader.Read();
            var number = Number(ref reader);
            if (wait && number is { } seconds)
                RetryAfter = Wait(seconds);

            if (chat)
                MigratedTo = number;

            reader.Skip();
        }
    }

    private static long? Member(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        long? value = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
                value = Number(ref reader);

            reader.Skip();
        }

        return value;
    }

    private static long? Number(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : null;

    private static string Short(string text) => TelegramText.Clean(text.Length <= MaxDescription ? text : text[..MaxDescription]);
}
