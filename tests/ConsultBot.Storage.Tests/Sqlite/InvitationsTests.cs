using ConsultBot.Application.Ports;
using ConsultBot.Storage.Tests.Conformance;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ConsultBot.Storage.Tests.Sqlite;

public sealed class InvitationsTests : IDisposable
{
    private const string Password = "twelve letters";

    private static readonly Invitation _invitation =
        new(AccountRoles.Officer, "serikova", ["passports", "visas"], Sample.Now.AddDays(1));

    private readonly StorageHost _host = new();

    private IInvitations Invitations => _host.Get<IInvitations>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task An_invitation_makes_an_account_with_role_person_and_units()
    {
        Assert.False(await Invitations.AnyAccount(Token));
        var token = await Invitations.Create(_invitation, Token);
        _host.Restart();

        var found = await Invitations.Find(token, Token);
        Assert.Equal(_invitation.Units, found!.Units);
        Assert.Equal(_invitation with { Units = found.Units }, found);
        Assert.Empty(await Invitations.Accept(token, "aigul", Password, Token));

        Assert.True(await Invitations.AnyAccount(Token));
        await using var scope = _host.Scope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        var user = await manager.FindByNameAsync("aigul");
        Assert.True(await manager.CheckPasswordAsync(user!, Password));
        Assert.Equal([AccountRoles.Officer], await manager.GetRolesAsync(user!));
        Assert.Equal(
            [(AccountClaims.Person, "serikova"), (AccountClaims.Unit, "passports"), (AccountClaims.Unit, "visas")],
            (await manager.GetClaimsAsync(user!)).Select(claim => (claim.Type, claim.Value)).Order());
    }

    [Fact]
    public async Task A_token_is_used_once()
    {
        var token = await Invitations.Create(_invitation, Token);
        Assert.Empty(await Invitations.Accept(token, "one", Password, Token));

        Assert.NotEmpty(await Invitations.Accept(token, "two", Password, Token));
        Assert.Null(await Invitations.Find(token, Token));
    }

    [Fact]
    public async Task A_token_ends_at_its_instant()
    {
        var token = await Invitations.Create(_invitation, Token);
        _host.Time.SetUtcNow(_invitation.ExpiresAt);

        Assert.Null(await Invitations.Find(token, Token));
        Assert.NotEmpty(await Invitations.Accept(token, "one", Password, Token));
        Assert.False(await Invitations.AnyAccount(Token));
    }

    [Theory]
    [InlineData("aigul", "short")]
    [InlineData("", Password)]
    [InlineData("taken", Password)]
    public async Task What_is_wrong_is_said_and_the_token_stays_good(string userName, string password)
    {
        Assert.Empty(await Invitations.Accept(await Invitations.Create(_invitation, Token), "taken", Password, Token));
        var token = await Invitations.Create(_invitation, Token);

        Assert.NotEmpty(await Invitations.Accept(token, userName, password, Token));

        Assert.NotNull(await Invitations.Find(token, Token));
        Assert.Empty(await Invitations.Accept(token, "another", Password, Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!")]
    [InlineData("AAAA")]
    public async Task A_token_of_another_form_is_nobody(string token) => Assert.Null(await Invitations.Find(token, Token));

    [Fact]
    public async Task An_administrator_needs_no_person_and_no_unit()
    {
        var token = await Invitations.Create(_invitation with { Role = AccountRoles.Admin, Person = null, Units = [] }, Token);

        Assert.Empty(await Invitations.Accept(token, "admin", Password, Token));
    }

    [Fact]
    public async Task A_role_that_does_not_exist_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Invitations.Create(_invitation with { Role = "tsar" }, Token));

    [Fact]
    public async Task The_token_itself_is_stored_nowhere()
    {
        var token = await Invitations.Create(_invitation, Token);
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(token);
        Assert.Equal(32, bytes.Length);
        _host.Restart();

        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_host.Path)!, "*accounts*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content, Token);
            Assert.Equal(-1, content.AsSpan().IndexOf(bytes));
            Assert.Equal(-1, content.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(token)));
        }
    }
}
