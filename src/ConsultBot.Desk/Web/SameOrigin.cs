using Microsoft.AspNetCore.Http;

namespace ConsultBot.Desk.Web;

/// <summary>
/// Refuses forms that another site sent. Citizens have no session to take a token from before they write, and a browser
/// says by itself where a form came from; a client that says nothing has no cookie of a browser to abuse.
/// </summary>
internal static class SameOrigin
{
    public static bool Holds(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is "same-origin" or "none";

        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (Holds(context.Request))
            return await next(invocation);

        var texts = Texts.In(PageLanguage.Of(context));
        return Results.Text(texts["origin.refused"], "text/plain; charset=utf-8", statusCode: StatusCodes.Status403Forbidden);
    }
}
