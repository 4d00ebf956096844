using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;
using Telegram.Bot.Types;

namespace ConsultBot.Channels.Telegram;

/// <summary>Everything that a citizen can send besides text.</summary>
internal static class MediaEvents
{
    /// <summary>A kind that nobody knows yet is <see cref="MediaKind.Other"/>: the citizen is told that it cannot be read.</summary>
    public static CitizenSentMedia From(Message message) => message switch
    {
        // The sizes of one photo come from small to large.
        { Photo: [.., var photo] } => Event(message, MediaKind.Photo, photo),
        // An animation also comes as a document, for older programs.
        { Animation: { } animation } => Event(message, MediaKind.Video, animation, animation.FileName),
        { Document: { } document } => Event(message, MediaKind.Document, document, document.FileName),
        { Voice: { } voice } => Event(message, MediaKind.Voice, voice),
        { Audio: { } audio } => Event(message, MediaKind.Voice, audio, audio.FileName),
        { Video: { } video } => Event(message, MediaKind.Video, video, video.FileName),
        { VideoNote: { } note } => Event(message, MediaKind.Video, note),
        { Sticker: { } sticker } => Event(message, MediaKind.Sticker, sticker),
        { Location: not null } or { Venue: not null } => Event(message, MediaKind.Location) with
        {
            Latitude = (message.Location ?? message.Venue!.Location).Latitude,
            Longitude = (message.Location ?? message.Venue!.Location).Longitude,
        },
        { Contact: not null } => Event(message, MediaKind.Contact),
        _ => Event(message, MediaKind.Other),
    };

    private static CitizenSentMedia Event(Message message, MediaKind kind, FileBase? file = null, string? name = null) =>
        new(
            kind, Clean(message.Caption), Clean(file?.FileId), file?.FileSize ?? 0, Clean(name),
            Languages.Parse(message.From?.LanguageCode));

    private static string? Clean(string? text) => text is null ? null : TelegramText.Clean(text);
}
