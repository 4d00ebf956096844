using ConsultBot.Application.Ports;
using ConsultBot.Storage.Accounts;
using ConsultBot.Storage.Sqlite;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsultBot.Storage;

/// <summary>
/// The only door to this part. The host brings <see cref="IChance"/>, <see cref="TimeZoneInfo"/> and
/// <see cref="TimeProvider"/> as singletons; the desk adds the cookies.
/// </summary>
public static class StorageRegistration
{
    private const int PasswordLength = 12;
    private const int SignInTries = 5;
    private const int LockoutMinutes = 15;

    /// <exception cref="ArgumentException">The provider is not known.</exception>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        if (!string.Equals(options.Provider, StorageOptions.Sqlite, StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"Storage:Provider '{options.Provider}' is not known. Use '{StorageOptions.Sqlite}'.", nameof(options));

        services.AddSingleton(options);
        services.AddSingleton<SqliteFile>();
        services.AddSingleton<SqliteWriter>();
        services.AddSingleton<Func<SqliteWriter>>(provider => provider.GetRequiredService<SqliteWriter>);
        services.AddSingleton<ITurnStore, SqliteTurnStore>();
        services.AddSingleton<IConversationReader, SqliteConversationReader>();
        services.AddSingleton<IUnansweredQuestions, SqliteUnansweredQuestions>();
        services.AddSingleton<IPublications, SqlitePublications>();
        services.AddSingleton<ISecrets, SqliteSecrets>();
        services.AddSingleton<IChannelNotes, SqliteChannelNotes>();
        AddAccounts(services);
        return services;
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddSingleton<AccountsFile>();
        services.AddSingleton<IInvitations, Invitations>();
        services.AddDbContext<AccountsContext>((provider, context) => context.UseSqlite(provider.GetRequiredService<AccountsFile>().Connection));
        services.AddIdentityCore<IdentityUser>(identity =>
            {
                identity.Password.RequiredLength = PasswordLength;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Password.RequiredUniqueChars = 1;
                identity.Lockout.MaxFailedAccessAttempts = SignInTries;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(LockoutMinutes);
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<AccountsContext>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
    }
}
