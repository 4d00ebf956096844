using ConsultBot.Application.Ports;
using ConsultBot.Desk.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConsultBot.Desk.Journals;

/// <summary>What is published of the journal: the hash with which each day ended. Without an account.</summary>
internal static class JournalEndpoints
{
    private const int Days = 366;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/journal", async (HttpContext context, Screens screens, [FromServices] IJournalSeals seals, CancellationToken cancellationToken) =>
            Page.Of<JournalPage>(screens.Of(context), new JournalModel(await seals.Anchors(Days, cancellationToken)))).AllowAnonymous();
        routes.MapGet("/api/v1/anchors", async ([FromServices] IJournalSeals seals, CancellationToken cancellationToken) =>
            Results.Json((await seals.Anchors(Days, cancellationToken)).Select(anchor => new { anchor.Day, anchor.Block, Hash = anchor.Hex }))).AllowAnonymous();
    }
}
