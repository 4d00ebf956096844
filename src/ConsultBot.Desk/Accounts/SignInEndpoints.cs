using ConsultBot.Desk.Shared;
using ConsultBot.Desk.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace ConsultBot.Desk.Accounts;

/// <summary>Signing in by name and password, and out.</summary>
internal static class SignInEndpoints
{
    public const string Address = "/desk/signin";
    private const string Desk = "/desk";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).AllowAnonymous();
        routes.MapPost(Address, SignIn).AllowAnonymous().AddEndpointFilter(FormFilter.Filter);
        routes.MapPost("/desk/signout", SignOut).RequireAuthorization().AddEndpointFilter(FormFilter.Filter);
    }

    private static RazorComponentResult<SignInPage> Show(HttpContext context, Screens screens) =>
        Page.Of<SignInPage>(screens.Of(context), new SignInModel(null, Local(context.Request.Query["ReturnUrl"]), []));

    private static async Task<IResult> SignIn(
        HttpContext context, Screens screens, SignInManager<IdentityUser> manager, CancellationToken cancellationToken)
    {
        var screen = screens.Of(context);
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var (user, back) = (form["user"].ToString().Trim(), Local(form["returnUrl"]));
        var result = await manager.PasswordSignInAsync(user, form["password"].ToString(), isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded)
            return Results.Extensions.SeeOther(back ?? Desk);

        var words = screen.T[result.IsLockedOut ? "signin.locked" : "signin.wrong"];
        return Page.Of<SignInPage>(screen, new SignInModel(user, back, [new Fault("user", words)]), StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> SignOut(SignInManager<IdentityUser> manager)
    {
        await manager.SignOutAsync();
        return Results.Extensions.SeeOther(Address);
    }

    // Only our own pages: "//host" and "/\host" lead elsewhere.
    private static string? Local(string? url) =>
        url is ['/', ..] && !url.StartsWith("//", StringComparison.Ordinal) && !url.Contains('\\', StringComparison.Ordinal)
            && !url.Any(char.IsControl)
            ? url
            : null;
}
