using ConsultBot.Application.Ports;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>What the channel asks of Twilio. Nothing here repeats a call that changes something, and none throws for what the network does.</summary>
internal interface IWhatsAppGateway
{
    /// <summary>Sends a message, once.</summary>
    ValueTask<TwilioAnswer> Create(MessageRequest request, CancellationToken cancellationToken);

    /// <summary>One message by its sid; null when Twilio gave no answer or knows none.</summary>
    Task<TwilioMessage?> Read(string sid, CancellationToken cancellationToken);

    /// <summary>Messages, newest first; null when Twilio gave no answer.</summary>
    Task<MessagePage?> List(MessageFilter filter, CancellationToken cancellationToken);

    /// <summary>The media of a message; null when Twilio gave no answer.</summary>
    Task<IReadOnlyList<TwilioMedia>?> Media(string sid, CancellationToken cancellationToken);

    /// <summary>A file that a citizen sent; null when it cannot be had.</summary>
    /// <param name="address">As the webhook named it: untrusted.</param>
    Task<ChannelFile?> Download(string address, CancellationToken cancellationToken);

    /// <summary>All contents of the account; null when Twilio gave no answer.</summary>
    Task<IReadOnlyList<TwilioContent>?> Contents(CancellationToken cancellationToken);

    /// <summary>Makes a content; the answer's sid is its number.</summary>
    /// <param name="json">As the Content API wants it.</param>
    ValueTask<TwilioAnswer> CreateContent(ReadOnlyMemory<byte> json, CancellationToken cancellationToken);

    /// <summary>Asks WhatsApp to approve a content as a template of the kind utility.</summary>
    ValueTask<TwilioAnswer> RequestApproval(string contentSid, string name, CancellationToken cancellationToken);

    /// <summary>How WhatsApp has decided: approved, pending, rejected …; null when it was not asked, or Twilio gave no answer.</summary>
    Task<string?> Approval(string contentSid, CancellationToken cancellationToken);
}

/// <summary>A message to send: either words or a content with its variables.</summary>
/// <param name="From">The sender that the citizen wrote to.</param>
/// <param name="StatusCallback">Has our own number of the message in it.</param>
/// <param name="MediaUrl">A file that Twilio fetches and sends along; null = none.</param>
internal sealed record MessageRequest(
    string To, string From, string? Body, string StatusCallback, string? ContentSid = null, string? ContentVariables = null, string? MediaUrl = null)
{
    /// <summary>Twilio drops a message that it could not deliver by then: an old answer helps nobody.</summary>
    public static TimeSpan Validity { get; } = TimeSpan.FromHours(4);
}

/// <param name="Since">The earliest day (UTC) of sending; null = any.</param>
/// <param name="PageUri">The next page as the last one named it; null = the first.</param>
internal sealed record MessageFilter(string? To = null, string? From = null, DateOnly? Since = null, DateOnly? Until = null, int PageSize = 50, string? PageUri = null);

/// <param name="NextPageUri">Null on the last page.</param>
internal sealed record MessagePage(IReadOnlyList<TwilioMessage> Messages, string? NextPageUri);

/// <param name="Price">As Twilio writes it, negative; null while it is not known.</param>
internal sealed record TwilioMessage(
    string Sid, string Status, string Direction, string From, string To, string Body, int NumMedia, DateTimeOffset? CreatedAt, DateTimeOffset? SentAt,
    int? ErrorCode, decimal? Price, string? PriceUnit);

internal sealed record TwilioMedia(string Sid, string ContentType, string Uri);

internal sealed record TwilioContent(string Sid, string Name, string Language);
