using ConsultBot.Application.Ports;
using Microsoft.AspNetCore.Http;

namespace ConsultBot.Desk.Web;

/// <summary>Makes the <see cref="Screen"/> of a request.</summary>
internal sealed class Screens(DeskOptions options, IPublicFace face, TimeProvider time)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);

    public Screen Of(HttpContext context)
    {
        var language = PageLanguage.Of(context);
        return new Screen(
            Texts.In(language), language, _zone, time.GetUtcNow(), context.Request.Path, face.ServiceName(language),
            context.User.Identity?.Name, context.User.IsInRole(AccountRoles.Admin));
    }
}
