using ConsultBot.Application.Ports;
using ConsultBot.Channels.Services;
using Microsoft.Extensions.DependencyInjection;

namespace ConsultBot.Channels;

/// <summary>Adds the outside services that dialogs may ask.</summary>
public static class ServiceCallsRegistration
{
    public static IServiceCollection AddServiceCalls(this IServiceCollection services, IReadOnlyList<ServiceOptions> declared)
    {
        // Addresses and bodies may carry what a citizen typed: nothing of a call is logged here. No redirect leads elsewhere.
        services.AddHttpClient(ServiceCaller.ClientName).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        });
        return services.AddSingleton<IServiceCaller>(provider => new ServiceCaller(
            declared, provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TimeProvider>()));
    }
}
