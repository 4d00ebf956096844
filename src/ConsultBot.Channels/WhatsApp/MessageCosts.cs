using System.Globalization;
using ConsultBot.Application.Ports;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>Counts what the messages of a day cost, as Twilio prices them. A price comes late, so that the last days are counted again.</summary>
internal sealed class MessageCosts(IWhatsAppGateway gateway, WhatsAppOptions options, IChannelNotes notes, TimeProvider clock)
{
    public const string Note = "cost:";

    private const int Days = 3;
    private const int PageSize = 1000;
    private const int MaxPages = 200;

    private DateOnly _countedOn;

    /// <summary>Counts the days before today (UTC), once a day.</summary>
    public async Task Count(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (_countedOn == today)
            return;

        for (var back = 1; back <= Days; back++)
        {
            if (!await Count(today.AddDays(-back), cancellationToken))
                return;
        }

        _countedOn = today;
    }

    private async Task<bool> Count(DateOnly day, CancellationToken cancellationToken)
    {
        var (messages, priced, price, unit) = (0, 0, 0m, "");
        var filter = new MessageFilter(From: options.From, Since: day, Until: day, PageSize: PageSize);
        for (var page = 0; page < MaxPages; page++)
        {
            if (await gateway.List(filter, cancellationToken) is not { } list)
                return false;

            foreach (var message in list.Messages.Where(message =>
                message.Direction.StartsWith("outbound", StringComparison.Ordinal) && DateOnly.FromDateTime((message.SentAt ?? default).UtcDateTime) == day))
            {
                messages++;
                if (message.Price is not { } cost)
                    continue;

                priced++;
                price -= cost;
                unit = message.PriceUnit ?? unit;
            }

            if (list.NextPageUri is not { } next)
                break;

            filter = filter with { PageUri = next };
        }

        if (messages > 0)
        {
            notes.Write(
                WhatsAppChannel.ChannelName, Note + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{messages} {priced} {price} {unit}"));
        }

        return true;
    }
}
