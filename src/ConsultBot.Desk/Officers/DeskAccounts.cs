using System.Security.Claims;
using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;

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
}
