using System.Buffers.Text;
using System.Security.Cryptography;
using ConsultBot.Application.Ports;
using Dapper;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecurityClaim = System.Security.Claims.Claim;

namespace ConsultBot.Storage.Accounts;

/// <summary>One-time links that make accounts.</summary>
internal sealed class Invitations(AccountsFile file, IServiceScopeFactory scopes, IChance chance, TimeProvider time) : IInvitations
{
    private const int TokenSize = 32;

    // This and Create are asked at each start: plain SQL spares it the half second in which the mapper makes its model.
    public async Task<bool> AnyAccount(CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(file.Connection);
        return await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition("""SELECT EXISTS (SELECT 1 FROM "AspNetUsers")""", cancellationToken: cancellationToken));
    }

    public async Task<string> Create(Invitation invitation, CancellationToken cancellationToken)
    {
        if (!AccountRoles.All.Contains(invitation.Role, StringComparer.Ordinal))
            throw new ArgumentException($"There is no role '{invitation.Role}'.", nameof(invitation));

        var token = new byte[TokenSize];
        chance.Fill(token);
        var row = new
        {
            TokenHash = Convert.ToHexStringLower(SHA256.HashData(token)),
            invitation.Role,
            invitation.Person,
            Units = string.Join('\n', invitation.Units),
            ExpiresAt = invitation.ExpiresAt.ToUnixTimeMilliseconds(),
        };
        await using var connection = new SqliteConnection(file.Connection);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO "Invitations" ("TokenHash", "Role", "Person", "Units", "ExpiresAt")
            VALUES (@TokenHash, @Role, @Person, @Units, @ExpiresAt)
            """, row, cancellationToken: cancellationToken));
        return Base64Url.EncodeToString(token);
    }

    public async Task<Invitation?> Find(string token, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var row = Hash(token) is { } hash ? await Usable(Context(scope), hash).SingleOrDefaultAsync(cancellationToken) : null;
        return row is null ? null : ToInvitation(row);
    }

    public async Task<IReadOnlyList<string>> Accept(string token, string userName, string password, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = Context(scope);
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var hash = Hash(token);
        var row = hash is null ? null : await Usable(context, hash).SingleOrDefaultAsync(cancellationToken);

        // The condition in the update decides between two who use the link at once.
        if (row is null
            || await Usable(context, hash!).ExecuteUpdateAsync(set => set.SetProperty(used => used.UsedAt, now), cancellationToken) != 1)
        {
            return [manager.ErrorDescriber.InvalidToken().Description];
        }

        var problems = await CreateUser(scope.ServiceProvider, manager, ToInvitation(row), userName, password);
        if (problems.Count == 0)
            await transaction.CommitAsync(cancellationToken);

        return problems;
    }

    private static async Task<IReadOnlyList<string>> CreateUser(
        IServiceProvider services, UserManager<IdentityUser> manager, Invitation invitation, string userName, string password)
    {
        var roles = services.GetRequiredService<RoleManager<IdentityRole>>();
        var user = new IdentityUser(userName);
        var claims = invitation.Units.Select(unit => new SecurityClaim(AccountClaims.Unit, unit));
        if (invitation.Person is { } person)
            claims = claims.Prepend(new SecurityClaim(AccountClaims.Person, person));

        Func<Task<IdentityResult>>[] steps =
        [
            () => manager.CreateAsync(user, password),
            async () => await roles.RoleExistsAsync(invitation.Role) ? IdentityResult.Success : await roles.CreateAsync(new IdentityRole(invitation.Role)),
            () => manager.AddToRoleAsync(user, invitation.Role),
            () => manager.AddClaimsAsync(user, claims),
        ];
        foreach (var step in steps)
        {
            var result = await step();
            if (!result.Succeeded)
                return result.Errors.Select(error => error.Description).ToList();
        }

        return [];
    }

    private IQueryable<InvitationRow> Usable(AccountsContext context, string hash)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return context.Invitations.AsNoTracking().Where(row => row.TokenHash == hash && row.UsedAt == null && row.ExpiresAt > now);
    }

    private static Invitation ToInvitation(InvitationRow row) => new(
        row.Role, row.Person, row.Units.Split('\n', StringSplitOptions.RemoveEmptyEntries), DateTimeOffset.FromUnixTimeMilliseconds(row.ExpiresAt));

    private static string? Hash(string token)
    {
        Span<byte> bytes = stackalloc byte[TokenSize];
        return Base64Url.IsValid(token, out var length) && length == TokenSize && Base64Url.TryDecodeFromChars(token, bytes, out _)
            ? Convert.ToHexStringLower(SHA256.HashData(bytes))
            : null;
    }

    private static AccountsContext Context(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<AccountsContext>();
}
