namespace ConsultBot.Application.Ports;

/// <summary>One-time links that make accounts.</summary>
public interface IInvitations
{
    /// <summary>Whether any account exists.</summary>
    Task<bool> AnyAccount(CancellationToken cancellationToken);

    /// <summary>Makes an invitation and returns its secret token; only a hash of it is stored.</summary>
    Task<string> Create(Invitation invitation, CancellationToken cancellationToken);

    /// <summary>What an unused, unexpired token invites to; null otherwise.</summary>
    Task<Invitation?> Find(string token, CancellationToken cancellationToken);

    /// <summary>Makes the account and uses the token up, both or neither. Returns what is wrong, empty when done.</summary>
    Task<IReadOnlyList<string>> Accept(string token, string userName, string password, CancellationToken cancellationToken);
}

/// <param name="Role">officer, supervisor, author, publisher, registrar, auditor, admin.</param>
/// <param name="Person">Id of the person in the register; null for an administrator who writes to nobody.</param>
/// <param name="Units">Ids of the units whose consultations the account sees.</param>
public sealed record Invitation(string Role, string? Person, IReadOnlyList<string> Units, DateTimeOffset ExpiresAt);

/// <summary>Names of the claims that an account carries.</summary>
public static class AccountClaims
{
    public const string Person = "person";
    public const string Unit = "unit";
}

/// <summary>The roles of an account.</summary>
public static class AccountRoles
{
    public const string Officer = "officer";
    public const string Supervisor = "supervisor";
    public const string Admin = "admin";

    public static IReadOnlyList<string> All { get; } = [Officer, Supervisor, "author", "publisher", "registrar", "auditor", Admin];
}
