using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Desk.Accounts;
using ConsultBot.Desk.Officers;
using ConsultBot.Desk.Shared;
using ConsultBot.Desk.Web;
using ConsultBot.Domain.Journals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ConsultBot.Desk.Admins;

/// <summary>Invitations for new accounts.</summary>
internal static class AdminEndpoints
{
    private const string Address = "/admin";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup(Address).RequireAuthorization().AddEndpointFilter(AdminsOnly);
        admin.MapGet("", Show);
        admin.MapPost("/invitations", Invite).AddEndpointFilter(FormFilter.Filter);
    }

    private static async ValueTask<object?> AdminsOnly(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (context.User.IsInRole(AccountRoles.Admin))
            return await next(invocation);

        var screen = ((Screens)context.RequestServices.GetService(typeof(Screens))!).Of(context);
        return Page.Note(screen, screen.T["page.denied.title"], screen.T["page.denied.admin"], StatusCodes.Status403Forbidden, "/desk");
    }

    private static RazorComponentResult<AdminPage> Show(HttpContext context, Screens screens, IRegisterDirectory directory, IRegisterAlarms watch)
    {
        var screen = screens.Of(context);
        return Page.Of<AdminPage>(screen, Empty(screen, directory, watch));
    }

    private static async Task<IResult> Invite(
        HttpContext context, Screens screens, IRegisterDirectory directory, IRegisterAlarms watch, IInvitations invitations, IDeskJournal journal, DeskOptions options,
        CancellationToken cancellationToken)
    {
        var screen = screens.Of(context) with { Path = Address };
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var empty = Empty(screen, directory, watch);
        // Only what the page offered: the form's own words are not trusted.
        var person = empty.People.FirstOrDefault(entry => entry.Id == form["person"])?.Id;
        string[] units = [.. form["unit"].OfType<string>().Where(unit => unit == DeskAccount.AllUnits || empty.Units.Any(entry => entry.Id == unit))];
        var role = form["role"].ToString();
        var model = empty with { Role = role, Person = person ?? "", Chosen = units };
        if (Faults(screen, role, person) is { Count: > 0 } faults)
            return Page.Of<AdminPage>(screen, model with { Faults = faults }, StatusCodes.Status422UnprocessableEntity);

        var expires = screen.Now.AddDays(options.InvitationDays);
        journal.Append([DeskAccounts.Act(context.User, DeskEvents.Invited, role, $"{person ?? "-"}; {string.Join(' ', units)}")], screen.Now);
        var token = await invitations.Create(new Invitation(role, person, units, expires), cancellationToken);
        var site = options.PublicUrl.Length > 0 ? options.PublicUrl.TrimEnd('/') : $"{context.Request.Scheme}://{context.Request.Host}";
        var link = $"{site}{InvitationEndpoints.Address}?token={Uri.EscapeDataString(token)}";
        return Page.Of<AdminPage>(screen, model with { Link = link, Expires = expires });
    }

    private static List<Fault> Faults(Screen screen, string role, string? person)
    {
        var faults = new List<Fault>();
        if (!AccountRoles.All.Contains(role, StringComparer.Ordinal))
            faults.Add(new Fault("role", screen.T["admin.role.needed"]));

        if (person is null && role is AccountRoles.Officer or AccountRoles.Supervisor)
            faults.Add(new Fault("person", screen.T["admin.person.needed"]));

        return faults;
    }

    private static AdminModel Empty(Screen screen, IRegisterDirectory directory, IRegisterAlarms watch) =>
        new(directory.People(screen.Language), directory.Units(screen.Language), null, null, AccountRoles.Officer, "", [], [], watch.Alarms(screen.Language));
}
