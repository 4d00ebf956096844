using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConsultBot.Channels.WhatsApp;

internal static class Json
{
    /// <summary>Cyrillic stays as letters.</summary>
    public static JsonSerializerOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
