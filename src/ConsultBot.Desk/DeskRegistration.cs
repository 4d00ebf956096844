using System.Text.Encodings.Web;
using System.Text.Unicode;
using ConsultBot.Application.Consultations;
using ConsultBot.Desk.Accounts;
using ConsultBot.Desk.Admins;
using ConsultBot.Desk.Links;
using ConsultBot.Desk.Officers;
using ConsultBot.Desk.Talons;
using ConsultBot.Desk.Web;
using ConsultBot.Desk.WebChat;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConsultBot.Desk;

/// <summary>Adds the web pages: the citizens' chat, the officers' desk, sign-in.</summary>
public static class DeskRegistration
{
    private const int SessionHours = 12;

    public static IServiceCollection AddDesk(this IServiceCollection services, DeskOptions options)
    {
        services.AddConsultations();
        services.AddSingleton(options);
        services.AddSingleton<Screens>();
        services.AddSingleton<CitizenCookie>();
        services.AddSingleton<ChatPages>();
        services.AddSingleton<OfficerPages>();
        services.AddSingleton<LiveStream>();
        services.AddTransient<IStartupFilter, SecurityHeaders>();
        services.AddRazorComponents();
        // Kazakh letters as letters: a page must not triple in size.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddDataProtection();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "form";
            antiforgery.Cookie.HttpOnly = true;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, Session);
        services.AddAuthorization();
        return services;
    }

    public static IEndpointRouteBuilder MapDesk(this IEndpointRouteBuilder routes)
    {
        AssetEndpoints.Map(routes);
        ChatEndpoints.Map(routes);
        StatusEndpoints.Map(routes);
        LinkEndpoints.Map(routes);
        SignInEndpoints.Map(routes);
        InvitationEndpoints.Map(routes);
        OfficerEndpoints.Map(routes);
        AdminEndpoints.Map(routes);
        return routes;
    }

    private static void Session(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "desk";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(SessionHours);
        options.SlidingExpiration = true;
        options.LoginPath = SignInEndpoints.Address;
        options.Events.OnRedirectToLogin = context => Refuse(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Refuse(context, StatusCodes.Status403Forbidden);
    }

    // A page is led to the sign-in; a script and a stream must learn that the session is over.
    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        var request = context.Request;
        var isPage = !request.Headers.ContainsKey("X-Desk") && !request.Path.StartsWithSegments("/desk/events", StringComparison.Ordinal);
        if (isPage && status == StatusCodes.Status401Unauthorized)
            context.Response.Redirect(context.RedirectUri);
        else
            context.Response.StatusCode = status;

        return Task.CompletedTask;
    }
}
