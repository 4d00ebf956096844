using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>Serves what Twilio posts before all that pages need: under load each step of the way counts.</summary>
internal sealed class WhatsAppHooks(WhatsAppWebhook webhook, WhatsAppStatusHook statuses) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => context => (HttpMethods.IsPost(context.Request.Method), context.Request.Path.Value) switch
        {
            (true, WhatsAppWebhook.Path or WhatsAppWebhook.Path + "/") => webhook.Handle(context),
            (true, WhatsAppStatusHook.Path) => statuses.Handle(context),
            _ => following(context),
        });
        next(app);
    };
}
