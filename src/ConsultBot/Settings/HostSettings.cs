using ConsultBot.Application;
using ConsultBot.Application.Packs;
using ConsultBot.Channels.Telegram;
using ConsultBot.Channels.WhatsApp;
using ConsultBot.Desk;
using ConsultBot.Storage;

namespace ConsultBot.Settings;

/// <summary>All that the desk's owner set, checked.</summary>
internal sealed record HostSettings
{
    /// <summary>Addresses that the server listens on, separated by semicolons.</summary>
    public required string Urls { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    public required StorageOptions Storage { get; init; }

    public required ContentOptions Content { get; init; }

    public required ConversationOptions Conversation { get; init; }

    public required DeskOptions Desk { get; init; }

    /// <summary>Null when no token is set: the channel is off.</summary>
    public required TelegramOptions? Telegram { get; init; }

    /// <summary>Null when nothing of it is set: the channel is off.</summary>
    public required WhatsAppOptions? WhatsApp { get; init; }

    /// <summary>Where people reach the desk: <c>Desk:PublicUrl</c>, else the first address listened on.</summary>
    public string PublicUrl => (Desk.PublicUrl.Length > 0 ? Desk.PublicUrl : Urls.Split(';')[0]).TrimEnd('/');
}
