using ConsultBot.Application.Consultations;
using ConsultBot.Desk.Shared;
using ConsultBot.Desk.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConsultBot.Desk.Talons;

/// <summary>How a question is going, by number and code, without an account.</summary>
internal static class StatusEndpoints
{
    private const string Address = "/status";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).AllowAnonymous();
        routes.MapPost(Address, Look).AllowAnonymous().AddEndpointFilter(SameOrigin.Filter);
        routes.MapPost(Address + "/message", Check).AllowAnonymous().AddEndpointFilter(SameOrigin.Filter);
    }

    private static RazorComponentResult<StatusPage> Show(string? number, HttpContext context, Screens screens) =>
        Page.Of<StatusPage>(screens.Of(context), new StatusModel(number, null, null, IsWeb: false, []));

    private static async Task<IResult> Look(HttpContext context, Screens screens, TalonService talons, CancellationToken cancellationToken)
    {
        var screen = screens.Of(context);
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var (number, code) = (form["number"].ToString(), form["code"].ToString());
        var result = await talons.Look(number, code, Sender.Of(context), screen.Language, cancellationToken);
        if (result.Answer == TalonAnswer.Found)
            return Page.Of<StatusPage>(screen, new StatusModel(number, code, result.View, result.WebAddress is not null, []));

        var words = screen.T[result.Answer == TalonAnswer.TooMany ? "talon.toomany" : "talon.missing"];
        return Page.Of<StatusPage>(
            screen, new StatusModel(number, null, null, IsWeb: false, [new Fault("number", words)]), StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Check(HttpContext context, Screens screens, [FromServices] MessageChecks checks, CancellationToken cancellationToken)
    {
        var screen = screens.Of(context) with { Path = Address };
        var typed = (await context.Request.ReadFormAsync(cancellationToken))["message"].ToString();
        var sight = checks.Look(typed, Sender.Of(context));
        var empty = new StatusModel(null, null, null, IsWeb: false, [], typed);
        if (sight.Message is { } message)
            return Page.Of<StatusPage>(screen, empty with { Message = message });

        var words = screen.T[sight.TooMany ? "talon.toomany" : "genuine.missing"];
        return Page.Of<StatusPage>(screen, empty with { Faults = [new Fault("message", words)] }, StatusCodes.Status422UnprocessableEntity);
    }
}
