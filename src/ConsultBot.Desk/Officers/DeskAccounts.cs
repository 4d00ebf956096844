using System.Security.Claims;
using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Journals;

namespace ConsultBot.Desk.Officers;

/// <summary>The signed-in account as the desk's services know it.</summary>
internal static class DeskAccounts
{
    public static DeskAccount Of(ClaimsPrincipal user)
    {
        var leads = user.IsInRole(AccountRoles.Supervisor) || user.IsInRole(AccountRoles.Admin);
        var units = user.FindAll(AccountClaims.Unit).Select(claim => claim.Value).ToArray();
        // An author or auditor reads; only these write to citizens.
        var writes = leads || user.IsInRole(AccountRoles.Officer);
        return new DeskAccount(
            user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("The account has no id."),
            writes ? user.FindFirstValue(AccountClaims.Person) : null,
            units,
            leads && units.Contains(DeskAccount.AllUnits, StringComparer.Ordinal));
    }

    /// <summary>An act of the account, for the desk's own journal.</summary>
    public static DeskEvent Act(ClaimsPrincipal user, string what, string subject, string? after = null) =>
        new(what, user.FindFirstValue(ClaimTypes.NameIdentifier), user.FindFirstValue(AccountClaims.Person), subject, After: after);
}
