using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConsultBot.Commands;

/// <summary>What verbs print: words for people, or one JSON object a line.</summary>
internal static class Output
{
    public const int Holds = 0;
    public const int Wrong = 1;
    public const int WrongUsage = 2;

    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task Json<T>(this TextWriter writer, T value)
    {
        await writer.WriteLineAsync(JsonSerializer.Serialize(value, _json));
        await writer.FlushAsync();
    }

    public static async Task Line(this TextWriter writer, string text)
    {
        await writer.WriteLineAsync(text);
        await writer.FlushAsync();
    }
}
