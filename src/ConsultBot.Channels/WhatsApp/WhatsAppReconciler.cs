using System.Globalization;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>
/// Twilio tries a webhook once. So the list of messages is read after a start, after a silence and now and then, and an
/// inbound message that no webhook has brought is taken in like one that came; its sid keeps it from being taken twice.
/// </summary>
internal sealed class WhatsAppReconciler(
    IWhatsAppGateway gateway, WhatsAppOptions options, WhatsAppTemplates templates, SeenMessages seen, MessageCosts costs, IInbox inbox, IChannelNotes notes,
    TimeProvider clock, ILogger<WhatsAppReconciler> log) : BackgroundService
{
    /// <summary>The list is read at least so often.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    /// <summary>And so often while no webhook comes.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

    private const string Note = "read:";
    private const int PageSize = 1000;
    private const int MaxPages = 100;

    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _back = TimeSpan.FromHours(1);
    private static readonly TimeSpan _templatesEvery = TimeSpan.FromHours(1);

    private DateTimeOffset _templatesAt;

    /// <summary>Reads the list once and takes in what is new. False when Twilio gave no answer.</summary>
    public async Task<bool> Reconcile(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var note = Note + options.From;

        // At the very first start there is nothing that was missed.
        var since = long.TryParse(notes.Read(WhatsAppChannel.ChannelName, note), NumberStyles.None, CultureInfo.InvariantCulture, out var known)
            ? DateTimeOffset.FromUnixTimeMilliseconds(known) - _back
            : now;
        var filter = new MessageFilter(To: options.From, Since: DateOnly.FromDateTime(since.UtcDateTime), PageSize: PageSize);
        var missed = new List<RawInput>();
        for (var page = 0; page < MaxPages; page++)
        {
            if (await gateway.List(filter, cancellationToken) is not { } list)
                return false;

            foreach (var message in list.Messages.Where(message => message.Direction == "inbound" && !seen.Has(message.Sid) && At(message) >= since))
                missed.Add(await Input(message, now, cancellationToken));

            // The list begins with the newest.
            if (list.NextPageUri is not { } next || list.Messages is [.., var oldest] && At(oldest) < since)
                break;

            filter = filter with { PageUri = next };
        }

        if (missed.Count > 0)
        {
            missed.Reverse();
            await inbox.Accept(missed, cancellationToken);
            log.Missed(missed.Count);
            foreach (var input in missed)
                seen.Add(input.Key, now);
        }

        notes.Write(WhatsAppChannel.ChannelName, note, now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(_firstWait, clock, stoppingToken);
            while (true)
            {
                await Round(stoppingToken);
                var readAt = clock.GetUtcNow();
                do
                    await Task.Delay(Silence, clock, stoppingToken);
                while (clock.GetUtcNow() - readAt < Every && clock.GetUtcNow() - seen.Last < Silence);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start reads from where this one came to.
        }
    }

    private async Task Round(CancellationToken stoppingToken)
    {
        try
        {
            if (!await Reconcile(stoppingToken))
                log.ListFailed(Silence.TotalMinutes);

            await costs.Count(stoppingToken);
            if (clock.GetUtcNow() - _templatesAt >= _templatesEvery && await templates.Refresh(stoppingToken))
            {
                _templatesAt = clock.GetUtcNow();
                log.Templates(string.Join(' ', Domain.Messages.Languages.All.Where(language => templates.Sid(language) is not null)));
            }
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested && error is not OutOfMemoryException)
        {
            log.ReconcileBroke(error.GetType().Name, Silence.TotalMinutes);
        }
    }

    private static DateTimeOffset At(TwilioMessage message) => message.SentAt ?? message.CreatedAt ?? DateTimeOffset.MaxValue;

    // As the webhook would have brought it, so that one reader reads both.
    private async Task<RawInput> Input(TwilioMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var form = new FormWriter().Add("MessageSid", message.Sid).Add("From", message.From).Add("To", message.To).Add("Body", message.Body)
            .Add("NumMedia", message.NumMedia.ToString(CultureInfo.InvariantCulture)).Add("ConsultBotSource", "reconciled");
        if (message.NumMedia > 0 && await gateway.Media(message.Sid, cancellationToken) is [var media, ..])
            form.Add("MediaUrl0", media.Uri).Add("MediaContentType0", media.ContentType);

        var at = At(message);
        return new RawInput(
            new CitizenAddress(WhatsAppChannel.ChannelName, message.To, message.From), message.Sid, InputSource.Channel, form.Written.ToArray(),
            at < now ? at : now);
    }
}
