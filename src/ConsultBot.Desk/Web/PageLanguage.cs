using ConsultBot.Domain.Messages;
using Microsoft.AspNetCore.Http;

namespace ConsultBot.Desk.Web;

/// <summary>The language of a page: asked for in the address, then chosen before, then the browser's, then Kazakh.</summary>
internal static class PageLanguage
{
    private const string Cookie = "lang";
    private const string Query = "lang";

    private static readonly TimeSpan _keep = TimeSpan.FromDays(365);

    public static Language Of(HttpContext context)
    {
        var request = context.Request;
        if (Languages.Parse(request.Query[Query]) is not { } asked)
            return Languages.Parse(request.Cookies[Cookie]) ?? Accepted(request) ?? Language.Kk;

        if (!context.Response.HasStarted)
        {
            context.Response.Cookies.Append(Cookie, asked.Code(), new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = _keep,
                Path = "/",
                SameSite = SameSiteMode.Lax,
                Secure = request.IsHttps,
            });
        }

        return asked;
    }

    private static Language? Accepted(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(item => item.Quality ?? 1)
        .Select(item => Languages.Parse(item.Value.Value))
        .FirstOrDefault(language => language is not null);
}
