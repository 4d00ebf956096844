using System.Text.Json;

namespace ConsultBot.Channels.Tests.Telegram;

/// <param name="Body">Null where the body is no JSON.</param>
/// <param name="Text">The body as it came.</param>
internal sealed record FakeRequest(string Method, string Path, JsonElement Body, string Text)
{
    /// <summary>The last part of the path: the Bot API's method.</summary>
    public string Call => Path[(Path.LastIndexOf('/') + 1)..];
}

/// <param name="Status">0: nothing is answered at all.</param>
internal sealed record FakeReply(int Status, string Body = "", string Type = "application/json", string? Location = null)
{
    /// <summary>What becomes of the connection: keep, close, reset or hang.</summary>
    public string Then { get; init; } = "keep";

    /// <summary>Seconds in the header Retry-After; null = no such header.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Bytes announced beyond those that come.</summary>
    public int Missing { get; init; }

    public static FakeReply Json(object value, int status = 200) => new(status, JsonSerializer.Serialize(value));

    public static FakeReply Result(object value) => Json(new { ok = true, result = value });

    public static FakeReply Error(int code, string description) => Json(new { ok = false, error_code = code, description }, code);
}
