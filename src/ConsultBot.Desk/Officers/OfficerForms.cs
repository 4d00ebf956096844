using System.Globalization;
using ConsultBot.Application.Consultations;
using ConsultBot.Desk.Web;
using ConsultBot.Domain.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConsultBot.Desk.Officers;

/// <summary>What officers do with a consultation: take, answer, give back, end.</summary>
internal static class OfficerForms
{
    public static void Map(IEndpointRouteBuilder desk)
    {
        desk.MapPost("/take", Take);
        desk.MapPost("/chat/{number}/claim", Claim);
        desk.MapPost("/chat/{number}/reply", Reply);
        desk.MapPost("/chat/{number}/resend", Resend);
        desk.MapPost("/chat/{number}/release", Release);
        desk.MapPost("/chat/{number}/close", Close);
    }

    private static async Task<IResult> Take(HttpContext context, OfficerPages pages, DeskService desk, CancellationToken cancellationToken)
    {
        var account = DeskAccounts.Of(context.User);
        var number = await desk.NextWaiting(account, cancellationToken);
        if (number is not null)
            return await Done(context, pages, number, (form, language) => desk.Claim(account, number, form, language, cancellationToken), cancellationToken);

        var screen = pages.Screen(context);
        var model = await pages.Model(context, DeskTab.Waiting, null, cancellationToken);
        return Page.Of<DeskHome>(screen with { Path = "/desk" }, model with { Notice = screen.T["desk.take.none"] });
    }

    private static Task<IResult> Claim(
        string number, HttpContext context, OfficerPages pages, DeskService desk, CancellationToken cancellationToken) =>
        Done(
            context, pages, number,
            (form, language) => desk.Claim(DeskAccounts.Of(context.User), number, form, language, cancellationToken), cancellationToken);

    private static Task<IResult> Release(
        string number, HttpContext context, OfficerPages pages, DeskService desk, CancellationToken cancellationToken) =>
        Done(
            context, pages, number,
            (form, language) => desk.Release(DeskAccounts.Of(context.User), number, form, language, cancellationToken), cancellationToken);

    private static async Task<IResult> Reply(
        string number, HttpContext context, OfficerPages pages, DeskService desk, CancellationToken cancellationToken)
    {
        var typed = (await context.Request.ReadFormAsync(cancellationToken))["text"].ToString();
        return await Done(
            context, pages, number,
            (form, language) => desk.Reply(DeskAccounts.Of(context.User), number, form, typed, language, cancellationToken),
            cancellationToken, model => model with { Typed = typed });
    }

    private static async Task<IResult> Resend(
        string number, HttpContext context, OfficerPages pages, DeskService desk, CancellationToken cancellationToken)
    {
        var fields = await context.Request.ReadFormAsync(cancellationToken);
        _ = long.TryParse(fields["turn"], NumberStyles.None, CultureInfo.InvariantCulture, out var turn);
        _ = long.TryParse(fields["item"], NumberStyles.None, CultureInfo.InvariantCulture, out var item);
        return await Done(
            context, pages, number,
            (form, language) => desk.Resend(DeskAccounts.Of(context.User), number, form, turn, item, language, cancellationToken), cancellationToken);
    }

    private static async Task<IResult> Close(
        string number, HttpContext context, OfficerPages pages, DeskService desk, CancellationToken cancellationToken)
    {
        var fields = await context.Request.ReadFormAsync(cancellationToken);
        var account = DeskAccounts.Of(context.User);
        return await Done(
            context, pages, number,
            (form, language) => fields["outcome"] == "answered"
                ? desk.CloseAnswered(account, number, form, language, cancellationToken)
                : desk.CloseRefused(account, number, form, fields["reason"].ToString(), fields["address"].ToString(), language, cancellationToken),
            cancellationToken, model => model with { Closing = true });
    }

    private static async Task<IResult> Done(
        HttpContext context, OfficerPages pages, string number, Func<string, Language, Task<DeskOutcome>> act,
        CancellationToken cancellationToken, Func<DeskModel, DeskModel>? keep = null)
    {
        var screen = pages.Screen(context);
        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (RequestId.Read(form["request"]) is not { } request)
            return Page.Note(screen, screen.T["error.summary"], screen.T["form.stale"], StatusCodes.Status400BadRequest, "/desk");

        var outcome = await act(request, screen.Language);
        if (outcome.Access != DeskAccess.Granted)
            return pages.NoChat(context, number, outcome.Access);

        var tab = DeskModel.Tab(form["tab"]);
        var fromScript = context.Request.Headers.ContainsKey("X-Desk");
        if (outcome.Refusal is not { } code)
            return fromScript ? Results.NoContent() : Results.Extensions.SeeOther($"/desk/chat/{number}?tab={DeskModel.Name(tab)}");

        var key = screen.T.Has($"refusal.{code}") ? $"refusal.{code}" : "refusal.other";
        var notice = screen.T.With(key, ("person", outcome.Person));
        return fromScript
            ? Results.Text(notice, "text/plain; charset=utf-8", statusCode: StatusCodes.Status409Conflict)
            : await pages.ChatPage(
                context, number, tab, cancellationToken, model => (keep is null ? model : keep(model)) with { Notice = notice },
                StatusCodes.Status409Conflict);
    }
}
