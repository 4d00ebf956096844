using System.Net;
using ConsultBot.Application.Ports;

namespace ConsultBot.Desk.Tests;

public sealed class AccountTests
{
    [Fact]
    public async Task An_invitation_makes_an_account_once_and_signs_it_in()
    {
        await using var host = await DeskHost.Start();
        var token = await host.Invite(AccountRoles.Officer, FakeRegister.OfficerPerson, FakeRegister.Unit);
        using var first = host.Open();
        using var second = host.Open();
        var page = await first.Read($"/desk/invitation?token={token}");
        await second.Read($"/desk/invitation?token={token}");

        var made = await first.Post("/desk/invitation", ("user", "serik"), ("password", DeskHost.Password));
        var late = await second.Post("/desk/invitation", ("user", "other"), ("password", DeskHost.Password));

        Assert.Contains("autocomplete=\"username\"", page.Raw, StringComparison.Ordinal);
        Assert.Contains("autocomplete=\"new-password\"", page.Raw, StringComparison.Ordinal);
        Assert.Equal("/desk", made.Location);
        Assert.Equal(HttpStatusCode.OK, (await first.Read("/desk")).Status);
        Assert.Equal(HttpStatusCode.NotFound, late.Status);
        Assert.Contains("қолданылған", late.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weak_password_is_said_in_words_and_the_link_stays_good()
    {
        await using var host = await DeskHost.Start();
        var token = await host.Invite(AccountRoles.Admin, null, "*");
        using var browser = host.Open();
        await browser.Read($"/desk/invitation?token={token}");

        var weak = await browser.Post("/desk/invitation", ("user", "admin"), ("password", "123"));

        Assert.Contains("Құпиясөз тым қысқа.", weak.Page, StringComparison.Ordinal);
        Assert.Equal("/admin", (await browser.Post("/desk/invitation", ("user", "admin"), ("password", DeskHost.Password))).Location);
    }

    [Fact]
    public async Task Signing_in_leads_back_to_our_own_pages_only()
    {
        await using var host = await DeskHost.Start();
        using var made = await host.SignIn("serik", AccountRoles.Officer, FakeRegister.OfficerPerson, FakeRegister.Unit);
        using var browser = host.Open();
        var asked = await browser.Read("/desk?tab=all");
        await browser.Read("/desk/signin");

        Assert.Contains("/desk/signin?ReturnUrl=%2Fdesk", asked.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Post("/desk/signin", ("user", "serik"), ("password", "wrong"))).Status);
        Assert.Equal("/desk", (await browser.Post("/desk/signin", ("user", "serik"), ("password", DeskHost.Password), ("returnUrl", "//elsewhere"))).Location);
    }

    [Fact]
    public async Task An_administrator_makes_a_link_that_is_shown_once()
    {
        await using var host = await DeskHost.Start();
        using var browser = await host.SignIn("admin", AccountRoles.Admin, null, "*");
        await browser.Read("/admin");

        var made = await browser.Post(
            "/admin/invitations", ("role", AccountRoles.Officer), ("person", FakeRegister.OfficerPerson), ("unit", FakeRegister.Unit));

        Assert.Contains("/desk/invitation?token=token1", made.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("token1", (await browser.Read("/admin")).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_is_told_that_the_page_is_for_administrators()
    {
        await using var host = await DeskHost.Start();
        using var browser = await host.SignIn("serik", AccountRoles.Officer, FakeRegister.OfficerPerson, FakeRegister.Unit);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Read("/admin")).Status);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var host = await DeskHost.Start();
        using var browser = await host.SignIn("serik", AccountRoles.Officer, FakeRegister.OfficerPerson, FakeRegister.Unit);

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post("/desk/take", ("__RequestVerificationToken", ""))).Status);
    }
}
