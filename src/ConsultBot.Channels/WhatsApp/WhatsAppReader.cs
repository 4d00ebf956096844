using System.Globalization;
using ConsultBot.Application.Consultations;
using ConsultBot.Domain.Conversations.Events;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>A posted form to an event. Fields that nobody knows yet are passed over.</summary>
internal static class WhatsAppReader
{
    public static ConversationEvent Read(ReadOnlySpan<byte> form)
    {
        var fields = FormFields.Parse(form);
        var body = InputText.Clean(fields["Body"] ?? "");
        if (fields["MessageType"] == "reaction")
            return new InputIgnored("a reaction");

        // A press comes as a message of its own; what it carries is as little to be trusted as words.
        if ((fields["ButtonPayload"] ?? fields["ListId"]) is { Length: > 0 } chosen)
            return new CitizenPressed(InputText.Clean(chosen), MessageId: ReplyTo(fields));

        if (fields["Latitude"] is { } latitude && fields["Longitude"] is { } longitude
            && double.TryParse(latitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var north)
            && double.TryParse(longitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var east))
        {
            return new CitizenSentMedia(MediaKind.Location, Words(body) ?? Words(fields["Label"] ?? fields["Address"]), Latitude: north, Longitude: east);
        }

        if (fields["MediaUrl0"] is { Length: > 0 } media)
            return new CitizenSentMedia(Kind(fields["MediaContentType0"] ?? ""), Words(body), InputText.Clean(media));

        var text = body.Length > 0 ? body : InputText.Clean(fields["ButtonText"] ?? fields["ListTitle"] ?? "");
        if (text.Length > 0)
            return new CitizenWrote(text, ReplyTo: ReplyTo(fields));

        // It came from a citizen and has nothing that we know: he is told that it cannot be read.
        return fields["From"] is null
            ? new InputIgnored("a post that is no message")
            : new CitizenSentMedia(fields["MessageType"] == "contacts" ? MediaKind.Contact : MediaKind.Other, null);
    }

    private static string? ReplyTo(FormFields fields) => fields["OriginalRepliedMessageSid"] is { Length: > 0 and <= 64 } sid ? InputText.Clean(sid) : null;

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : InputText.Clean(text);

    private static MediaKind Kind(string type) => type switch
    {
        "image/webp" => MediaKind.Sticker,
        _ when type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) => MediaKind.Photo,
        _ when type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) => MediaKind.Voice,
        _ when type.StartsWith("video/", StringComparison.OrdinalIgnoreCase) => MediaKind.Video,
        "text/vcard" or "text/x-vcard" or "text/directory" => MediaKind.Contact,
        _ when type.Contains('/', StringComparison.Ordinal) => MediaKind.Document,
        _ => MediaKind.Other,
    };
}
