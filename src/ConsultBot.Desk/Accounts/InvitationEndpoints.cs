using ConsultBot.Application.Ports;
using ConsultBot.Desk.Shared;
using ConsultBot.Desk.Web;
using ConsultBot.Domain.Journals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace ConsultBot.Desk.Accounts;

/// <summary>A one-time link makes an account; its owner is signed in at once.</summary>
internal static class InvitationEndpoints
{
    public const string Address = "/desk/invitation";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).AllowAnonymous();
        routes.MapPost(Address, Accept).AllowAnonymous().AddEndpointFilter(FormFilter.Filter);
    }

    private static async Task<IResult> Show(
        string? token, HttpContext context, Screens screens, IInvitations invitations, CancellationToken cancellationToken) =>
        Answer(screens.Of(context), token ?? "", await Find(invitations, token, cancellationToken), null, []);

    private static async Task<IResult> Accept(
        HttpContext context, Screens screens, IInvitations invitations, SignInManager<IdentityUser> manager, IDeskJournal journal,
        CancellationToken cancellationToken)
    {
        var screen = screens.Of(context);
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var (token, user, password) = (form["token"].ToString(), form["user"].ToString().Trim(), form["password"].ToString());
        if (await Find(invitations, token, cancellationToken) is not { } invitation)
            return Answer(screen, token, null, null, []);

        var faults = await Faults(screen, manager.UserManager, user, password);
        if (faults.Count == 0)
            faults = [.. (await invitations.Accept(token, user, password, cancellationToken)).Select(code => Fault(screen, code)).Distinct()];

        if (faults.Count > 0)
            return Answer(screen, token, invitation, user, faults);

        var account = await manager.UserManager.FindByNameAsync(user);
        journal.Append([new DeskEvent(DeskEvents.AccountMade, account?.Id, invitation.Person, invitation.Role, After: string.Join(' ', invitation.Units))], screen.Now);
        var signedIn = await manager.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: false);
        return Results.Extensions.SeeOther(!signedIn.Succeeded ? SignInEndpoints.Address : invitation.Person is null ? "/admin" : "/desk");
    }

    private static RazorComponentResult<InvitationPage> Answer(Screen screen, string token, Invitation? invitation, string? user, IReadOnlyList<Fault> faults)
    {
        var status = (invitation, faults.Count) switch
        {
            (null, _) => StatusCodes.Status404NotFound,
            (_, 0) => StatusCodes.Status200OK,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
        return Page.Of<InvitationPage>(screen, new InvitationModel(token, invitation?.Role, user, faults), status);
    }

    private static async Task<Invitation?> Find(IInvitations invitations, string? token, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(token) ? null : await invitations.Find(token, cancellationToken);

    // Asked here as well, so that the page can say in its own language what is wrong.
    private static async Task<IReadOnlyList<Fault>> Faults(Screen screen, UserManager<IdentityUser> users, string user, string password)
    {
        if (user.Length == 0 || password.Length == 0)
            return [new Fault("user", screen.T["invite.empty"])];

        if (await users.FindByNameAsync(user) is not null)
            return [Fault(screen, nameof(IdentityErrorDescriber.DuplicateUserName))];

        var faults = new List<Fault>();
        foreach (var validator in users.PasswordValidators)
        {
            var result = await validator.ValidateAsync(users, new IdentityUser(user), password);
            faults.AddRange(result.Errors.Select(error => Fault(screen, error.Code)));
        }

        return faults;
    }

    private static Fault Fault(Screen screen, string code)
    {
        var key = $"invite.{code}";
        return new Fault(
            code.Contains("Password", StringComparison.Ordinal) ? "password" : "user", screen.T[screen.T.Has(key) ? key : "invite.wrong"]);
    }
}
