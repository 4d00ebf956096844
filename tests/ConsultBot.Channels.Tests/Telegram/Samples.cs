using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Channels.Tests.Telegram;

internal static class Samples
{
    public static CitizenAddress Address { get; } = new("telegram", "100001", "5000000001");

    private static readonly JsonSerializerOptions _camel = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>A message as it comes from the journal: the only way to one outside the Domain.</summary>
    public static OutboundMessage Message(string body, params Button[] buttons) => Message(body, "Kk", buttons);

    public static OutboundMessage Message(string body, string language, params Button[] buttons) =>
        JsonForm.ReadMessage(JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                kind = "Bot",
                language,
                body,
                signature = new
                {
                    official = "Сериков Е. Б.",
                    position = "басшы",
                    unit = "бөлім",
                    body = "әкімдік",
                    kind = "Permanent",
                    assignment = "a1",
                    person = "p1",
                    responsible = "pos1",
                    signedAt = "pos1",
                    register = 1,
                    text = "— Жауапты: Сериков Е. Б., басшы",
                },
                buttons = buttons.Select(button => new { button.Value, button.Label }),
            },
            _camel));

    public static OutboxItem Item(OutboundMessage message, string chat = "5000000001") =>
        new(1, 1, Address with { Address = chat }, message, null, 0, DateTimeOffset.UnixEpoch);

    public static OutboxItem Item(ChannelAct act, string chat = "5000000001") =>
        new(1, 1, Address with { Address = chat }, null, act, 0, DateTimeOffset.UnixEpoch);

    public static RawInput Input(string raw) => new(Address, "key", InputSource.Channel, Encoding.UTF8.GetBytes(raw), DateTimeOffset.UnixEpoch);

    public static string Text(int id, string text = "x", long chat = 5000000001) =>
        $$$"""{"update_id":{{{id}}},"message":{"message_id":{{{id}}},"from":{"id":{{{chat}}},"is_bot":false,"first_name":"A","language_code":"kk"},"chat":{"id":{{{chat}}},"first_name":"A","type":"private"},"date":1795000000,"text":{{{JsonValue.Create(text).ToJsonString()}}}}}""";

    /// <summary>An answer to getUpdates.</summary>
    public static FakeReply Batch(params IEnumerable<string> updates) => new(200, $$"""{"ok":true,"result":[{{string.Join(',', updates)}}]}""");
}

/// <summary>Test data: a copy that is always here, and the whole files where TEST_SHARED names their folder.</summary>
internal static class Vectors
{
    public static string Own(string file) => Path.Combine(AppContext.BaseDirectory, "Vectors", file);

    /// <summary>Skips the test when the folder is not named.</summary>
    public static string Shared(string file)
    {
        var folder = Environment.GetEnvironmentVariable("TEST_SHARED");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "TEST_SHARED names no folder with channels/" + file);
        return Path.Combine(folder!, "channels", file);
    }

    public static IReadOnlyList<UpdateVector> Updates(string path)
    {
        var vectors = File.ReadLines(path).Select(line => JsonNode.Parse(line)!).Select(node => new UpdateVector(
            (string)node["name"]!, (string)node["raw"]!, (long?)node["update_id"], (string?)node["chat"], (string?)node["key"])).ToArray();
        Assert.NotEmpty(vectors);
        return vectors;
    }
}

/// <param name="Key">Without the hash of edits and of updates that have nothing better; null when it has no content key.</param>
internal sealed record UpdateVector(string Name, string Raw, long? UpdateId, string? Chat, string? Key)
{
    public byte[] Bytes => Encoding.UTF8.GetBytes(Raw);
}
