using ConsultBot.Application.Ports;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConsultBot.Desk.Web;

/// <summary>Around every form of the desk: the antiforgery token, and plain words when nothing can be accepted.</summary>
internal static class FormFilter
{
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var screen = context.RequestServices.GetRequiredService<Screens>().Of(context);
        if (!await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
            return Page.Note(screen, screen.T["error.summary"], screen.T["form.stale"], StatusCodes.Status400BadRequest, "/desk");

        return await Calm(invocation, next);
    }

    /// <summary>Plain words when nothing can be written, a look at a talk among it.</summary>
    public static async ValueTask<object?> Calm(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        try
        {
            return await next(invocation);
        }
        catch (Exception error) when (error is InboxClosedException or StoreUnavailableException)
        {
            var screen = invocation.HttpContext.RequestServices.GetRequiredService<Screens>().Of(invocation.HttpContext);
            return Page.Note(screen, screen.T["page.busy.title"], screen.T["page.busy"], StatusCodes.Status503ServiceUnavailable, "/desk");
        }
    }
}
