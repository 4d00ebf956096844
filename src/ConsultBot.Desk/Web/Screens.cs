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
            Texts.In(language), language, _zone, time.GetUtcNow(), context.Request.Path, Heading(face.ServiceName(language)),
            context.User.Identity?.Name, context.User.IsInRole(AccountRoles.Admin));
    }

    // The pack writes the name as it stands inside a sentence.
    private static string Heading(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
