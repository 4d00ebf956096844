using System.Reflection;
using ConsultBot.Application.Ports;
using ConsultBot.Storage.Accounts;
using ConsultBot.Storage.Tests.Conformance;
using Dapper;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsultBot.Storage.Tests.Sqlite;

public sealed class StorageRegistrationTests : IDisposable
{
    private readonly StorageHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Fact]
    public void The_registration_and_its_options_are_all_that_is_public() =>
        Assert.Equal(
            [nameof(StorageOptions), nameof(StorageRegistration)],
            Assembly.Load("ConsultBot.Storage").GetExportedTypes().Select(type => type.Name).Order());

    [Fact]
    public void A_provider_that_does_not_exist_is_refused() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddStorage(new StorageOptions { Provider = "oracle" }));

    [Fact]
    public async Task The_accounts_script_makes_what_the_model_wants()
    {
        await using var scope = _host.Scope();
        var context = scope.ServiceProvider.GetRequiredService<AccountsContext>();
        await using var wanted = new SqliteConnection("Data Source=:memory:");
        await wanted.OpenAsync(Token);
        await wanted.ExecuteAsync(context.Database.GenerateCreateScript());

        Assert.Equal(Schema(wanted), Schema(context.Database.GetDbConnection()).Where(row => !row.Contains("SchemaVersions", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_an_account()
    {
        var invitation = new Invitation(AccountRoles.Admin, null, [], Sample.Now.AddDays(1));
        await _host.Get<IInvitations>().Accept(await _host.Get<IInvitations>().Create(invitation, Token), "admin", "twelve letters", Token);
        await using var scope = _host.Scope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        var user = (await manager.FindByNameAsync("admin"))!;

        for (var i = 0; i < 4; i++)
            await manager.AccessFailedAsync(user);

        Assert.False(await manager.IsLockedOutAsync(user));
        await manager.AccessFailedAsync(user);
        Assert.True(await manager.IsLockedOutAsync(user));
    }

    [Fact]
    public async Task Publications_are_numbered_by_kind_and_stay()
    {
        var publications = _host.Get<IPublications>();
        Assert.Null(await publications.Latest(PublicationKind.Pack, Token));
        Assert.Equal(1, await publications.Publish(PublicationKind.Pack, "aa", [1], Sample.Now, "author", Token));
        Assert.Equal(2, await publications.Publish(PublicationKind.Pack, "bb", [2], Sample.Now, "author", Token));
        Assert.Equal(1, await publications.Publish(PublicationKind.Register, "cc", [], Sample.Now, "registrar", Token));
        _host.Restart();

        publications = _host.Get<IPublications>();
        var latest = await publications.Latest(PublicationKind.Pack, Token);
        Assert.Equal([2], latest!.Content);
        Assert.Equal(new Publication(2, "bb", latest.Content, Sample.Now, "author"), latest);
        Assert.Equal("aa", (await publications.Read(PublicationKind.Pack, 1, Token))!.Hash);
        Assert.Null(await publications.Read(PublicationKind.Pack, 3, Token));
    }

    [Fact]
    public void A_secret_is_made_once_and_kept()
    {
        var secret = _host.Get<ISecrets>().GetOrCreate("codes");
        Assert.Equal(32, secret.Length);
        Assert.Equal(secret, _host.Get<ISecrets>().GetOrCreate("codes"));
        Assert.NotEqual(secret, _host.Get<ISecrets>().GetOrCreate("other"));
        _host.Restart();

        Assert.Equal(secret, _host.Get<ISecrets>().GetOrCreate("codes"));
    }

    [Fact]
    public async Task Publications_can_be_read_while_another_process_serves()
    {
        _host.Get<ITurnStore>();
        var services = new ServiceCollection();
        services.AddSingleton<IChance>(new Seed());
        services.AddSingleton(TempDatabase.Almaty);
        services.AddStorage(new StorageOptions { Path = _host.Path });
        await using var other = services.BuildServiceProvider();

        Assert.Null(await other.GetRequiredService<IPublications>().Latest(PublicationKind.Pack, Token));
        Assert.Throws<StoreUnavailableException>(other.GetRequiredService<ITurnStore>);
    }

    [Fact]
    public async Task Turns_and_rare_writes_go_side_by_side()
    {
        var store = _host.Get<ITurnStore>();
        var publishing = Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
                await _host.Get<IPublications>().Publish(PublicationKind.Pack, "aa", [1], Sample.Now, "author", Token);
        }, Token);
        for (var i = 0; i < 200; i++)
            Assert.Single(store.Run(Sample.Work([Sample.Input(1, $"{i}")]), Sample.Echoed).Turns);

        await publishing;
        Assert.Equal(50, (await _host.Get<IPublications>().Latest(PublicationKind.Pack, Token))!.Number);
    }

    private static List<string> Schema(System.Data.IDbConnection connection) =>
        connection.Query<string>("SELECT name || ': ' || sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").AsList();

    [Fact]
    public void What_a_channel_notes_is_there_after_a_restart()
    {
        _host.Get<ITurnStore>();
        var notes = _host.Get<IChannelNotes>();
        Assert.Null(notes.Read("whatsapp", "read:us"));
        notes.Write("whatsapp", "read:us", "1");
        notes.Write("whatsapp", "read:us", "2");
        notes.Write("whatsapp", "readme", "3");
        notes.Write("other", "read:us", "4");

        Assert.Equal("2", notes.Read("whatsapp", "read:us"));
        Assert.Equal(new Dictionary<string, string>(StringComparer.Ordinal) { ["read:us"] = "2" }, notes.ReadAll("whatsapp", "read:"));
    }
}
