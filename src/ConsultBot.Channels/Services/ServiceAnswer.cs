using System.Globalization;
using System.Text.Json;
using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;

namespace ConsultBot.Channels.Services;

/// <summary>Takes the wanted fields out of a service's JSON.</summary>
internal static class ServiceAnswer
{
    /// <summary>Characters of one field.</summary>
    public const int MaxLength = 500;

    private const int MaxDepth = 16;

    /// <param name="fields">Names; a dot leads into an object or, by its number from 0, into a list. What is not there is left out.</param>
    public static ServiceReply Read(ReadOnlyMemory<byte> json, IReadOnlyList<string> fields)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var field in fields)
            {
                if (Find(document.RootElement, field) is not { } text)
                    continue;

                if (text.Length > MaxLength)
                    return ServiceReply.Failed($"said more than {MaxLength} characters in '{field}'");

                values[field] = InputText.Clean(text);
            }

            return new ServiceReply(values, null);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return ServiceReply.Failed("said no JSON");
        }
    }

    private static string? Find(JsonElement element, string field)
    {
        foreach (var part in field.Split('.'))
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(part, out var inner))
                element = inner;
            else if (element.ValueKind == JsonValueKind.Array && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < element.GetArrayLength())
                element = element[at];
            else
                return null;
        }

        return element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            _ => null,
        };
    }
}
