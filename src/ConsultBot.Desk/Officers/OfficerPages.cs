using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Desk.Web;
using Microsoft.AspNetCore.Http;

namespace ConsultBot.Desk.Officers;

/// <summary>Makes the desk's pages, in their ordinary state and with something to say.</summary>
internal sealed class OfficerPages(Screens screens, DeskService desk, IChance chance)
{
    public Screen Screen(HttpContext context) => screens.Of(context);

    public Task<DeskOpening> Open(HttpContext context, string number, long after, CancellationToken cancellationToken) =>
        desk.Open(DeskAccounts.Of(context.User), number, after, Screen(context).Language, cancellationToken);

    public async Task<DeskModel> Model(HttpContext context, DeskTab tab, DeskChat? chat, CancellationToken cancellationToken)
    {
        var list = await desk.List(DeskAccounts.Of(context.User), tab, Screen(context).Language, cancellationToken);
        return new DeskModel(list, chat, RequestId.New(chance));
    }

    public async Task<IResult> ChatPage(
        HttpContext context, string number, DeskTab tab, CancellationToken cancellationToken, Func<DeskModel, DeskModel>? with = null,
        int status = StatusCodes.Status200OK)
    {
        var opening = await Open(context, number, 0, cancellationToken);
        if (opening.Chat is null)
            return NoChat(context, number, opening.Access);

        var model = await Model(context, tab, opening.Chat, cancellationToken);
        var screen = Screen(context) with { Path = $"/desk/chat/{number}" };
        return Page.Of<DeskHome>(screen, with is null ? model : with(model), status);
    }

    public IResult NoChat(HttpContext context, string number, DeskAccess access)
    {
        var screen = Screen(context);
        return access == DeskAccess.Denied
            ? Page.Note(screen, screen.T["page.denied.title"], screen.T["page.denied.unit"], StatusCodes.Status403Forbidden, "/desk")
            : Page.Note(
                screen, screen.T["page.missing.title"], screen.T.With("page.missing.number", ("number", number)),
                StatusCodes.Status404NotFound, "/desk");
    }
}
