using ConsultBot.Application.Packs;
using ConsultBot.Channels.Telegram;
using ConsultBot.Channels.WhatsApp;
using ConsultBot.Domain.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Channels;

/// <summary>What the command line asks the messengers without a running desk.</summary>
public static class ChannelCheckRegistration
{
    /// <summary>Asks each messenger that is set up whether its settings are right.</summary>
    public static async Task<IReadOnlyList<ProblemLine>> CheckOnline(TelegramOptions? telegram, WhatsAppOptions? whatsApp, CancellationToken cancellationToken)
    {
        await using var services = Services(telegram, whatsApp);
        var problems = new List<ProblemLine>();
        if (telegram is not null)
            problems.AddRange(await ActivatorUtilities.CreateInstance<TelegramOnlineCheck>(services).Run(cancellationToken));

        if (whatsApp is not null)
            problems.AddRange(await ActivatorUtilities.CreateInstance<WhatsAppOnlineCheck>(services).Run(cancellationToken));

        return problems;
    }

    /// <summary>The templates for a closed window, each with its state; those that are missing are made and submitted when wanted.</summary>
    /// <returns>Null when Twilio gave no answer.</returns>
    public static async Task<IReadOnlyList<(string Language, string State, string Text)>?> WhatsAppTemplates(
        WhatsAppOptions options, bool submit, CancellationToken cancellationToken)
    {
        await using var services = Services(null, options);
        var gateway = services.GetRequiredService<IWhatsAppGateway>();
        if (await gateway.Contents(cancellationToken) is not { } contents)
            return null;

        var rows = new List<(string Language, string State, string Text)>();
        foreach (var language in Languages.All)
        {
            var name = WhatsApp.WhatsAppTemplates.Name(language);
            var sid = contents.FirstOrDefault(content => content.Name == name)?.Sid;
            if (sid is null && submit)
                sid = (await gateway.CreateContent(WhatsApp.WhatsAppTemplates.Content(language), cancellationToken)).Sid;

            var state = sid is null ? null : await gateway.Approval(sid, cancellationToken);
            if (sid is not null && state is null or "unsubmitted" && submit)
                state = (await gateway.RequestApproval(sid, name, cancellationToken)).Status is 200 or 201 ? "submitted" : "refused";

            rows.Add((language.Code(), state ?? (sid is null ? "missing" : "not submitted"), WhatsApp.WhatsAppTemplates.Text(language)));
        }

        return rows;
    }

    private static ServiceProvider Services(TelegramOptions? telegram, WhatsAppOptions? whatsApp)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.ClearProviders());
        if (telegram is not null)
            services.AddTelegram(telegram);

        if (whatsApp is not null)
            services.AddWhatsApp(whatsApp);

        return services.BuildServiceProvider();
    }
}
