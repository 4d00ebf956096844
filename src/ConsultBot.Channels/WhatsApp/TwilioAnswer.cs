using System.Text.Json;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>What came back from a call that changes something, as far as anything came.</summary>
internal sealed record TwilioAnswer
{
    /// <summary>True when Twilio never got the whole request.</summary>
    public bool NotSent { get; private init; }

    /// <summary>Why there is no answer, or why it says nothing; null when it was read.</summary>
    public string? Fault { get; private init; }

    /// <summary>0 when there was none.</summary>
    public int Status { get; private init; }

    /// <summary>Of the message or content that was made.</summary>
    public string? Sid { get; private set; }

    /// <summary>Twilio's error code.</summary>
    public int? Code { get; private set; }

    public TimeSpan? RetryAfter { get; private init; }

    public static TwilioAnswer Lost(bool started, string why) => new() { NotSent = !started, Fault = why };

    public static TwilioAnswer Unreadable(int status, string why) => new() { Status = status, Fault = why };

    /// <summary>An answer that was read elsewhere.</summary>
    public static TwilioAnswer Of(int status, string? sid, int? code) => new() { Status = status, Sid = sid, Code = code };

    public static TwilioAnswer Parse(int status, int? retryAfter, ReadOnlySpan<byte> body)
    {
        var answer = new TwilioAnswer { Status = status, RetryAfter = retryAfter is { } seconds ? Wait(seconds) : null };
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

    // A wait as asked for, of an hour at most: nothing that came from outside may stop us for good.
    private static TimeSpan Wait(int seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 3600));

    private void ReadMember(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("sid"u8))
        {
            reader.Read();
            Sid = reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length is > 0 and <= 64 ? reader.GetString() : null;
        }
        else if (reader.ValueTextEquals("code"u8))
        {
            reader.Read();
            Code = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var code) ? code : null;
        }
        else
        {
            reader.Read();
        }

        reader.Skip();
    }
}
