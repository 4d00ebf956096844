using ConsultBot.Application.Ports;
using ConsultBot.Channels.WhatsApp;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConsultBot.Channels;

/// <summary>How the host brings in WhatsApp.</summary>
public static class WhatsAppRegistration
{
    private static readonly TimeSpan _connectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Adds WhatsApp through Twilio: the channel, its webhooks, and what reads Twilio's list of messages.</summary>
    /// <exception cref="ArgumentException"><see cref="WhatsAppOptions.Validate"/> finds a problem.</exception>
    public static IServiceCollection AddWhatsApp(this IServiceCollection services, WhatsAppOptions options)
    {
        if (options.Validate() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(options));

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        AddGateway(services);
        services.AddSingleton<SignedRequest>();
        services.AddSingleton<SentMessages>();
        services.AddSingleton<SeenMessages>();
        services.AddSingleton<WhatsAppTemplates>();
        services.AddSingleton<WhatsAppChoices>();
        services.AddSingleton<WhatsAppSender>();
        services.AddSingleton<WhatsAppStatusHook>();
        services.AddSingleton<WhatsAppWebhook>();
        services.AddSingleton<MessageCosts>();
        services.AddSingleton<WhatsAppReconciler>();
        services.AddSingleton<IChannel, WhatsAppChannel>();
        services.AddTransient<IStartupFilter, WhatsAppHooks>();
        services.AddHostedService(provider => provider.GetRequiredService<WhatsAppChoices>());
        services.AddHostedService(provider => provider.GetRequiredService<WhatsAppReconciler>());
        return services;
    }

    /// <summary>
    /// Secrets are in the headers and citizens in the addresses: no logging of the clients and no redirect. Reading is
    /// repeated after a fault that may pass; what sends goes once, since a repeated send may be a second message.
    /// </summary>
    private static void AddGateway(IServiceCollection services)
    {
        services.AddSingleton<MediaDownload>();
#if TWILIO_SDK
        services.AddSingleton<TwilioClient>();
        services.AddSingleton<IWhatsAppGateway, TwilioSdkGateway>();
#else
        services.AddSingleton<IWhatsAppGateway, TwilioClient>();
#endif
        Client(services, TwilioClient.PostClient);
        Client(services, TwilioClient.ReadClient).AddStandardResilienceHandler();
        Client(services, MediaDownload.ClientName).UseSocketsHttpHandler((handler, provider) =>
        {
            var local = !provider.GetRequiredService<WhatsAppOptions>().UsesOfficialServer;
            handler.ConnectCallback = (context, token) => MediaDownload.Connect(context, local, token);
        });
    }

    private static IHttpClientBuilder Client(IServiceCollection services, string name) =>
        services.AddHttpClient(name)
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
