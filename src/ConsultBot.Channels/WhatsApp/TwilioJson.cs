using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>Twilio's answers as far as they are used. What is missing or of another kind reads as empty.</summary>
internal static class TwilioJson
{
    public static MessagePage? Page(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("messages", out var list) || list.ValueKind != JsonValueKind.Array)
            return null;

        // A page that leads elsewhere would get our credentials.
        var next = Text(root, "next_page_uri");
        return new MessagePage(
            [.. list.EnumerateArray().Select(Message).OfType<TwilioMessage>()], next is ['/', not '/', ..] ? next : null);
    }

    public static TwilioMessage? Message(JsonElement row) => Text(row, "sid") is { } sid
        ? new TwilioMessage(
            sid, Text(row, "status") ?? "", Text(row, "direction") ?? "", Text(row, "from") ?? "", Text(row, "to") ?? "", Text(row, "body") ?? "",
            Number(Text(row, "num_media")), Date(row, "date_created"), Date(row, "date_sent"), Code(row), Price(row), Text(row, "price_unit"))
        : null;

    public static IReadOnlyList<TwilioMedia>? Media(JsonElement root, string server)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("media_list", out var list) || list.ValueKind != JsonValueKind.Array)
            return null;

        return [.. list.EnumerateArray().Where(row => Text(row, "sid") is not null && Text(row, "uri") is not null).Select(row => new TwilioMedia(
            Text(row, "sid")!, Text(row, "content_type") ?? "", server + Text(row, "uri")!.Replace(".json", "", StringComparison.Ordinal)))];
    }

    public static IReadOnlyList<TwilioContent>? Contents(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("contents", out var list) || list.ValueKind != JsonValueKind.Array)
            return null;

        return [.. list.EnumerateArray().Where(row => Text(row, "sid") is not null)
            .Select(row => new TwilioContent(Text(row, "sid")!, Text(row, "friendly_name") ?? "", Text(row, "language") ?? ""))];
    }

    public static string? Approval(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("whatsapp", out var whatsapp) ? Text(whatsapp, "status") : null;

    public static byte[] ApprovalRequest(string name) =>
        Encoding.UTF8.GetBytes(new JsonObject { ["name"] = name, ["category"] = "UTILITY" }.ToJsonString());

    private static string? Text(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static DateTimeOffset? Date(JsonElement row, string name) =>
        DateTimeOffset.TryParse(Text(row, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static int? Code(JsonElement row) =>
        row.TryGetProperty("error_code", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number) ? number : null;

    private static decimal? Price(JsonElement row) =>
        decimal.TryParse(Text(row, "price"), NumberStyles.Number, CultureInfo.InvariantCulture, out var price) ? price : null;
}
