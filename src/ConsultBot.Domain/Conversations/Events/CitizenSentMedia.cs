using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations.Events;

/// <summary>The citizen sent something that is not text.</summary>
/// <param name="File">The channel's opaque id of the file, when there is one.</param>
/// <param name="SizeBytes">0 when the channel does not say.</param>
public sealed record CitizenSentMedia(
    MediaKind Media, string? Caption, string? File = null, long SizeBytes = 0, string? Name = null, Language? Hint = null,
    double? Latitude = null, double? Longitude = null) : ConversationEvent;

public enum MediaKind
{
    Photo,
    Document,
    Voice,
    Video,
    Location,
    Contact,
    Sticker,
    Other,
}
