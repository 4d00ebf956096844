using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConsultBot.Application.Consultations;

/// <summary>The services behind the desk and the web chat.</summary>
public static class ConsultationsRegistration
{
    public static IServiceCollection AddConsultations(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CheckCodes>();
        services.TryAddSingleton<WrongTries>();
        services.TryAddSingleton<DeskService>();
        services.TryAddSingleton<WebChatService>();
        services.TryAddSingleton<TalonService>();
        services.TryAddSingleton<CitizenFiles>();
        return services;
    }
}
