using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ConsultBot.Storage.Accounts;

/// <summary>The desk's accounts, in a file of their own so that nothing else writes to the turns' database.</summary>
internal sealed class AccountsContext(DbContextOptions<AccountsContext> options)
    : IdentityDbContext<IdentityUser, IdentityRole, string>(options)
{
    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<InvitationRow>().ToTable("Invitations").HasKey(row => row.TokenHash);
    }
}

/// <summary>A one-time link. The token itself is nowhere.</summary>
internal sealed class InvitationRow
{
    /// <summary>SHA-256 of the token's bytes, lower-case hex.</summary>
    public required string TokenHash { get; init; }

    public required string Role { get; init; }

    public string? Person { get; init; }

    /// <summary>Ids of units, one a line.</summary>
    public required string Units { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long ExpiresAt { get; init; }

    /// <summary>Unix milliseconds; null while it can be used.</summary>
    public long? UsedAt { get; init; }
}
