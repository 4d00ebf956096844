using System.Text.Json;

namespace ConsultBot.Application.Packs.RapidPro;

/// <summary>Reads of foreign JSON that never throw: what is not there is empty.</summary>
internal static class Json
{
    public static string Text(this JsonElement element, string name) => element.Get(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => "",
    };

    public static IReadOnlyList<JsonElement> List(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    public static IReadOnlyList<string> Texts(this JsonElement element, string name) =>
        [.. element.List(name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];

    public static JsonElement? Map(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Object } map ? map : null;

    private static JsonElement? Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
}
