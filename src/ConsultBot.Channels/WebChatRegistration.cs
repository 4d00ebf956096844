using ConsultBot.Application.Ports;
using ConsultBot.Channels.WebChat;
using Microsoft.Extensions.DependencyInjection;

namespace ConsultBot.Channels;

/// <summary>Adds the built-in web chat as a channel.</summary>
public static class WebChatRegistration
{
    public static IServiceCollection AddWebChat(this IServiceCollection services) => services.AddSingleton<IChannel, WebChatChannel>();
}
