using System.Security.Claims;
using ConsultBot.Application.Ports;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Claim = System.Security.Claims.Claim;

namespace ConsultBot.Desk.Tests;

/// <summary>Accounts and invitations in memory.</summary>
internal sealed class FakeAccounts(IServiceProvider services)
    : IUserPasswordStore<IdentityUser>, IUserClaimStore<IdentityUser>, IInvitations
{
    private readonly Dictionary<string, IdentityUser> _users = [];
    private readonly Dictionary<string, List<Claim>> _claims = [];
    private readonly Dictionary<string, Invitation> _invitations = [];
    private int _made;

    public Task<bool> AnyAccount(CancellationToken cancellationToken) => Task.FromResult(_users.Count > 0);

    public Task<string> Create(Invitation invitation, CancellationToken cancellationToken)
    {
        var token = $"token{_made++}";
        _invitations[token] = invitation;
        return Task.FromResult(token);
    }

    public Task<Invitation?> Find(string token, CancellationToken cancellationToken) => Task.FromResult(_invitations.GetValueOrDefault(token));

    public async Task<IReadOnlyList<string>> Accept(string token, string userName, string password, CancellationToken cancellationToken)
    {
        _invitations.Remove(token, out var invitation);
        using var scope = services.CreateScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        var user = new IdentityUser(userName);
        var result = await manager.CreateAsync(user, password);
        _claims[user.Id] =
        [
            new Claim(ClaimTypes.Role, invitation!.Role),
            .. invitation.Units.Select(unit => new Claim(AccountClaims.Unit, unit)),
            .. invitation.Person is null ? Array.Empty<Claim>() : [new Claim(AccountClaims.Person, invitation.Person)],
        ];
        return [.. result.Errors.Select(error => error.Code)];
    }

    public Task<IdentityResult> CreateAsync(IdentityUser user, CancellationToken cancellationToken)
    {
        _users[user.Id] = user;
        return Task.FromResult(IdentityResult.Success);
    }

    public Task<IdentityUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(_users.GetValueOrDefault(userId));

    public Task<IdentityUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Task.FromResult(_users.Values.FirstOrDefault(user => user.NormalizedUserName == normalizedUserName));

    public Task<IList<Claim>> GetClaimsAsync(IdentityUser user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<Claim>>(_claims.GetValueOrDefault(user.Id) ?? []);

    public Task<string?> GetPasswordHashAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetPasswordHashAsync(IdentityUser user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string> GetUserIdAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.UserName);

    public Task<string?> GetNormalizedUserNameAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(user.NormalizedUserName);

    public Task SetNormalizedUserNameAsync(IdentityUser user, string? normalizedName, CancellationToken cancellationToken)
    {
        user.NormalizedUserName = normalizedName;
        return Task.CompletedTask;
    }

    public Task SetUserNameAsync(IdentityUser user, string? userName, CancellationToken cancellationToken)
    {
        user.UserName = userName;
        return Task.CompletedTask;
    }

    public Task<IdentityResult> UpdateAsync(IdentityUser user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);

    public void Dispose()
    {
    }

    public Task<IdentityResult> DeleteAsync(IdentityUser user, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task AddClaimsAsync(IdentityUser user, IEnumerable<Claim> claims, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task ReplaceClaimAsync(IdentityUser user, Claim claim, Claim newClaim, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task RemoveClaimsAsync(IdentityUser user, IEnumerable<Claim> claims, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<IList<IdentityUser>> GetUsersForClaimAsync(Claim claim, CancellationToken cancellationToken) => throw new NotSupportedException();
}
