using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Desk.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConsultBot.Desk.Links;

/// <summary>Links and QR codes of the topics, to be printed. Public: everything here stands on posters.</summary>
internal static class LinkEndpoints
{
    public const string Address = "/links";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Address, Show).AllowAnonymous();

    private static IResult Show(
        string? topic, HttpContext context, Screens screens, [FromServices] ITopicLinks links, IPublicFace face, DeskOptions options)
    {
        var screen = screens.Of(context);
        var site = options.PublicUrl.Length > 0 ? options.PublicUrl : $"{context.Request.Scheme}://{context.Request.Host}";
        var all = links.All(screen.Language).Select(entry => Row(entry, site, screen, face)).ToList();
        if (topic is null)
            return Page.Of<LinksPage>(screen, new LinksModel(null, all));

        return all.Find(row => row.Topic == topic) is { } one
            ? Page.Of<LinksPage>(screen, new LinksModel(one, all))
            : Page.Note(screen, screen.T["page.missing.title"], topic, StatusCodes.Status404NotFound, Address);
    }

    private static LinkRow Row(TopicLinks entry, string site, Screen screen, IPublicFace face)
    {
        var web = new ChannelLink(WebChatService.Channel, $"{site}/?topic={Uri.EscapeDataString(entry.Topic)}");
        return new LinkRow(entry.Topic, entry.Label, face.OfficialOf(entry.Topic, region: null, screen.Language), [.. entry.Channels, web]);
    }
}
