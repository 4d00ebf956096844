using ConsultBot.Application.Consultations;
using ConsultBot.Application.Deliveries;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Application.Privacy;
using ConsultBot.Application.Registers;
using ConsultBot.Application.Turns;
using ConsultBot.Domain.Conversations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Application;

/// <summary>What the host switches on.</summary>
public static class ApplicationRegistration
{
    /// <summary>The worker, the content and the services of the desk. Channels and storage are registered by their own.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services, ConversationOptions conversation, ContentOptions content)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IChance, SystemChance>();
        services.AddSingleton(provider => Settings(conversation, provider.GetRequiredService<ISecrets>()));
        services.AddContent(content);
        services.AddHostedService(provider => provider.GetRequiredService<IndexTrainer>());
        services.AddSingleton<ChannelDirectory>();
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<MessageSender>();
        services.AddSingleton<QueueBoard>();
        services.AddSingleton<IPresence, Presence>();
        services.AddSingleton<ITurnFeed, TurnFeed>();
        services.AddSingleton<Inbox>();
        services.AddSingleton<IInbox>(provider => provider.GetRequiredService<Inbox>());
        services.AddSingleton<IDeliveryReports>(provider => provider.GetRequiredService<Inbox>());
        services.AddSingleton<WorldBuilder>();
        services.AddSingleton<TurnProcessor>();
        services.AddSingleton<TurnWorker>();
        services.AddSingleton<DeskHealth>();
        services.AddHostedService<WorkerHost>();
        services.AddSingleton<IPublicFace, PublicFace>();
        services.AddSingleton<IRegisterDirectory, RegisterDirectory>();
        services.AddSingleton<ITopicLinks, EntryLinks>();
        services.AddConsultations();
        return services;
    }

    /// <summary>The content's versions alone: what a command needs that publishes.</summary>
    public static IServiceCollection AddContent(this IServiceCollection services, ContentOptions content)
    {
        services.AddSingleton(content);
        services.AddSingleton<ContentHolder>();
        services.AddSingleton<IndexTrainer>();
        services.AddSingleton(provider => new ContentPublisher(
            content, provider.GetRequiredService<ContentHolder>(), provider.GetRequiredService<IndexTrainer>(), provider.GetRequiredService<IPublications>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<TimeZoneInfo>(),
            provider.GetRequiredService<ILogger<ContentPublisher>>()));
        return services;
    }

    private static ConversationSettings Settings(ConversationOptions options, ISecrets secrets) => new()
    {
        MessagesPerMinute = options.MessagesPerMinute,
        QuietMs = options.QuietMs,
        CodeKey = secrets.GetOrCreate(CheckCodes.SecretName),
        RegisterLink = options.RegisterLink,
    };
}

/// <summary>Settings of <c>Conversation</c>.</summary>
public sealed record ConversationOptions
{
    /// <summary>Inputs that one citizen may send in a minute; 0 = no limit.</summary>
    public int MessagesPerMinute { get; init; } = 20;

    /// <summary>How long a not understood message waits for its next part, in milliseconds; 0 = not at all.</summary>
    public int QuietMs { get; init; }

    /// <summary>Where citizens read the register; from <c>Desk:PublicUrl</c>.</summary>
    public string RegisterLink { get; init; } = "";
}
