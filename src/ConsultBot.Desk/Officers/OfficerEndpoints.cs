using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Desk.Web;
using ConsultBot.Domain.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConsultBot.Desk.Officers;

/// <summary>The officers' desk: reading. What officers do is in <see cref="OfficerForms"/>.</summary>
internal static class OfficerEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk").RequireAuthorization().AddEndpointFilter(FormFilter.Calm);
        desk.MapGet("", Home);
        desk.MapGet("/list", List);
        desk.MapGet("/chat/{number}", Chat);
        desk.MapGet("/chat/{number}/messages", Messages);
        desk.MapGet("/chat/{number}/file/{sequence:long}", File);
        desk.MapGet("/events", Events);
        OfficerForms.Map(desk.MapGroup("").AddEndpointFilter(FormFilter.Filter));
    }

    private static async Task<IResult> Home(string? tab, HttpContext context, OfficerPages pages, CancellationToken cancellationToken) =>
        Page.Of<DeskHome>(pages.Screen(context), await pages.Model(context, DeskModel.Tab(tab), null, cancellationToken));

    private static async Task<IResult> List(
        string? tab, string? open, HttpContext context, OfficerPages pages, CancellationToken cancellationToken)
    {
        var chat = open is null ? null : (await pages.Open(context, open, long.MaxValue, cancellationToken)).Chat;
        return Page.Of<ListFragment>(pages.Screen(context), await pages.Model(context, DeskModel.Tab(tab), chat, cancellationToken));
    }

    private static Task<IResult> Chat(string number, string? tab, HttpContext context, OfficerPages pages, CancellationToken cancellationToken) =>
        pages.ChatPage(context, number, DeskModel.Tab(tab), cancellationToken);

    private static async Task<IResult> Messages(
        string number, long? after, string? tab, HttpContext context, OfficerPages pages, CancellationToken cancellationToken)
    {
        var opening = await pages.Open(context, number, Math.Max(0, after ?? 0), cancellationToken);
        if (opening.Chat is null)
            return pages.NoChat(context, number, opening.Access);

        return Page.Of<ChatUpdate>(pages.Screen(context), await pages.Model(context, DeskModel.Tab(tab), opening.Chat, cancellationToken));
    }

    // Always a download: whatever a citizen sends must not run in an officer's browser.
    private static async Task<IResult> File(
        string number, long sequence, HttpContext context, OfficerPages pages, DeskService desk, CancellationToken cancellationToken)
    {
        var (access, file) = await desk.File(DeskAccounts.Of(context.User), number, sequence, cancellationToken);
        if (access != DeskAccess.Granted)
            return pages.NoChat(context, number, access);

        var screen = pages.Screen(context);
        return file is not null
            ? Results.File(file.Bytes, file.ContentType, $"{number}-{sequence}")
            : Page.Note(screen, screen.T["page.missing.title"], screen.T["file.gone"], StatusCodes.Status404NotFound, $"/desk/chat/{number}");
    }

    private static IResult Events(HttpContext context, LiveStream live, IPresence presence, IRegisterDirectory directory)
    {
        var account = DeskAccounts.Of(context.User);
        Func<IDisposable>? enter = account.Person is null ? null : () => presence.Enter(account.Account, Units(account, directory));
        return live.For(context, e => e.Units.Any(account.Sees), enter);
    }

    private static IReadOnlyList<string> Units(DeskAccount account, IRegisterDirectory directory) =>
        account.SeesAll ? [.. directory.Units(Language.Kk).Select(unit => unit.Id)] : account.Units;
}
