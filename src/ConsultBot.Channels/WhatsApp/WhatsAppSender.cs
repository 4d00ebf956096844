using System.Globalization;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Messages;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>Sends one message, once: free words within 24 hours of the citizen's last message, an approved template after that.</summary>
internal sealed class WhatsAppSender(
    IWhatsAppGateway gateway, WhatsAppOptions options, WhatsAppTemplates templates, WhatsAppChoices choices, SentMessages sent, IChance chance,
    TimeProvider clock, ILogger<WhatsAppSender> log) : IDeliveryLookup
{
    /// <summary>How long after the citizen's last message WhatsApp takes free words.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private const int MaxBusySeconds = 32;

    // Twilio's clock and ours may differ by so much.
    private static readonly TimeSpan _clocks = TimeSpan.FromSeconds(5);

    private readonly string _callback = options.PublicUrl + WhatsAppStatusHook.Path + "?m=";
    private int _refusals;

    public async Task<DeliveryOutcome> Send(OutboxItem item, CancellationToken cancellationToken)
    {
        if (item.Message is not { } message)
            return new DeliveryOutcome.Rejected("WhatsApp has no such act.");

        if (IsClosed(item))
            return await Knock(item, message, cancellationToken);

        var content = choices.Find(message);
        var answer = await Create(item, content is null ? message.TextWithChoices : null, content, null, cancellationToken);
        if (content is not null && answer.Status is 400 or 404 && answer.Code is not (WhatsAppOutcomes.OutsideWindow or 20429 or 63018 or 63007 or 63008))
        {
            // Refused for certain, perhaps for its form: the same words go as plain text.
            choices.Forget(message);
            answer = await Create(item, message.TextWithChoices, null, null, cancellationToken);
        }

        if (answer is { Status: 400, Code: WhatsAppOutcomes.OutsideWindow })
            return await Knock(item, message, cancellationToken);

        return Noted(item, WhatsAppOutcomes.Of(answer, BusyWait(answer)));
    }

    public async Task<IReadOnlyList<FoundMessage>?> Find(OutboxItem item, CancellationToken cancellationToken)
    {
        var page = await gateway.List(new MessageFilter(To: item.Address.Address, From: item.Address.Account), cancellationToken);
        if (page is null || item.Message is not { } message)
            return null;

        var (plain, numbered) = (message.Text.Trim(), message.TextWithChoices.Trim());
        var found = page.Messages.Where(one =>
            one.Direction.StartsWith("outbound", StringComparison.Ordinal) && one.To == item.Address.Address
            && (one.Body.Trim() == plain || one.Body.Trim() == numbered)
            && one.CreatedAt >= item.CreatedAt - _clocks && sent.MayBe(one.Sid, item.Id)).ToList();
        if (found is [var only])
            sent.Add(only.Sid, item.Id);

        return [.. found.Select(one => new FoundMessage(one.Sid, WhatsAppOutcomes.State(one.Status) ?? OutboxState.Sent))];
    }

    // Twilio may have said so after the send, or a template has asked the citizen already: the instant of his last message
    // is noted with it, and a newer one opens the window again.
    private bool IsClosed(OutboxItem item) =>
        item.LastInboundAt is not { } heard || clock.GetUtcNow() - heard >= Window
        || (DeliveryReasons.Of(item.Reason) is DeliveryReasons.Window or DeliveryReasons.WindowAsked && !WasAsked(item, before: true));

    /// <param name="before">Asked before the citizen wrote last.</param>
    private static bool WasAsked(OutboxItem item, bool before = false) =>
        DeliveryReasons.Of(item.Reason) == DeliveryReasons.WindowAsked && (item.Reason != Asked(item)) == before;

    private static string Asked(OutboxItem item) => DeliveryReasons.With(
        DeliveryReasons.WindowAsked, (item.LastInboundAt?.ToUnixTimeMilliseconds() ?? 0).ToString(CultureInfo.InvariantCulture));

    // Asks the citizen for a word, once; the message waits for it.
    private async Task<DeliveryOutcome> Knock(OutboxItem item, OutboundMessage message, CancellationToken cancellationToken)
    {
        if (WasAsked(item))
            return new DeliveryOutcome.Held(item.Reason!);

        if (templates.Sid(message.Language) is not { } template)
            return new DeliveryOutcome.Held(DeliveryReasons.With(DeliveryReasons.NoTemplate, message.Language.Code()));

        if (WhatsAppTemplates.Variables(message) is not { } variables)
            return new DeliveryOutcome.Held(DeliveryReasons.With(DeliveryReasons.TooLong, "template"));

        var outcome = Noted(item, WhatsAppOutcomes.Of(await CreateTemplate(item, template, variables, cancellationToken), TimeSpan.FromSeconds(1)), isTemplate: true);
        return outcome switch
        {
            // A template that may have arrived is not sent twice.
            DeliveryOutcome.Sent or DeliveryOutcome.Unknown => new DeliveryOutcome.Held(Asked(item)),
            _ => outcome,
        };
    }

    private ValueTask<TwilioAnswer> Create(OutboxItem item, string? body, string? content, string? variables, CancellationToken cancellationToken) =>
        gateway.Create(
            new MessageRequest(
                item.Address.Address, item.Address.Account, body, string.Create(CultureInfo.InvariantCulture, $"{_callback}{item.Id}"), content, variables),
            cancellationToken);

    // Without our number: what becomes of the template is not what becomes of the message.
    private ValueTask<TwilioAnswer> CreateTemplate(OutboxItem item, string template, string variables, CancellationToken cancellationToken) =>
        gateway.Create(new MessageRequest(item.Address.Address, item.Address.Account, null, _callback + "0", template, variables), cancellationToken);

    private DeliveryOutcome Noted(OutboxItem item, DeliveryOutcome outcome, bool isTemplate = false)
    {
        switch (outcome)
        {
            case DeliveryOutcome.Sent yes:
                Volatile.Write(ref _refusals, 0);
                if (!isTemplate)
                    sent.Add(yes.MessageId, item.Id);

                break;
            case DeliveryOutcome.Deferred { WholeAccount: true } stopped when DeliveryReasons.Of(stopped.Reason) == DeliveryReasons.Account:
                log.AccountStopped(stopped.Reason);
                break;
        }

        return outcome;
    }

    // From one second, twice as long with each refusal in a row, and a little more by chance.
    private TimeSpan BusyWait(TwilioAnswer answer)
    {
        if (answer.Status != 429 && answer.Code is not (20429 or 63018))
            return TimeSpan.Zero;

        Span<byte> random = stackalloc byte[1];
        chance.Fill(random);
        var seconds = Math.Min(MaxBusySeconds, 1 << Math.Min(Interlocked.Increment(ref _refusals) - 1, 5));
        return TimeSpan.FromSeconds(seconds * (1 + random[0] / 1024.0));
    }
}
