using System.Text.Json;
using System.Text.Json.Serialization;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Consultations;

/// <summary>The web chat's own raw format: <c>{"text":"…","lang":"kk"}</c> or <c>{"press":"VALUE","lang":"kk"}</c>.</summary>
/// <param name="Lang">Language of the page.</param>
public sealed record WebChatInput(string? Text, string? Press, string? Lang)
{
    public static WebChatInput Words(string text, Language page) => new(text, null, page.Code());

    public static WebChatInput Button(string value, Language page) => new(null, value, page.Code());

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, WebChatJson.Default.WebChatInput);

    /// <exception cref="JsonException">The bytes are something else.</exception>
    public static WebChatInput Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, WebChatJson.Default.WebChatInput) ?? throw new JsonException("null stands where an input is needed.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WebChatInput))]
internal sealed partial class WebChatJson : JsonSerializerContext;
