using ConsultBot.Application.Ports;
using ConsultBot.Channels.Telegram;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConsultBot.Channels;

/// <summary>How the host brings in a messenger.</summary>
public static class ChannelsRegistration
{
    private static readonly TimeSpan _connectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Adds Telegram: the channel, and the poller when the mode is <c>poll</c>.</summary>
    /// <exception cref="ArgumentException"><see cref="TelegramOptions.Validate"/> finds a problem.</exception>
    public static IServiceCollection AddTelegram(this IServiceCollection services, TelegramOptions options)
    {
        if (options.Validate() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(options));

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<TelegramAccount>();
        services.AddSingleton<TelegramUpdates>();
        services.AddSingleton<TelegramReader>();
        services.AddSingleton<TelegramCalls>();
        services.AddSingleton<TelegramSender>();
        services.AddSingleton<TelegramWebhook>();
        services.AddSingleton<IChannel, TelegramChannel>();
        AddTelegramClient(services);
        if (!options.UsesWebhook)
            services.AddHostedService<TelegramPoller>();

        services.AddHostedService<TelegramSetup>();
        return services;
    }

    /// <summary>Maps <c>POST /hooks/telegram</c> when Telegram was added and its mode is <c>webhook</c>; otherwise nothing.</summary>
    public static IEndpointRouteBuilder MapTelegramWebhook(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<TelegramOptions>() is { UsesWebhook: true })
        {
            var webhook = endpoints.ServiceProvider.GetRequiredService<TelegramWebhook>();
            endpoints.MapPost(TelegramWebhook.Path, webhook.Handle).AllowAnonymous().DisableAntiforgery();
        }

        return endpoints;
    }

    /// <summary>
    /// The token is part of every address: no logging of the client, no trace of its requests, no redirect. Nothing
    /// repeats a call: a repeated send may be a second message.
    /// </summary>
    private static void AddTelegramClient(IServiceCollection services) =>
        services.AddHttpClient(TelegramCalls.ClientName)
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.ActivityHeadersPropagator = null;
                handler.AllowAutoRedirect = false;
                handler.PooledConnectionLifetime = _connectionLifetime;
                handler.MaxConnectionsPerServer = 64;
                handler.UseCookies = false;
            });
}
