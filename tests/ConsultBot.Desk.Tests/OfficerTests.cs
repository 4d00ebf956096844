using System.Globalization;
using System.Net;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;

namespace ConsultBot.Desk.Tests;

public sealed class OfficerTests
{
    private const string Number = "K-2026-000123";
    private const string Elsewhere = "K-2026-000124";

    private static readonly CitizenAddress _citizen = new("telegram", "1", "42");

    [Fact]
    public async Task An_account_sees_the_talks_of_its_units_alone()
    {
        await using var host = await Start();
        using var browser = await host.SignIn("serik", AccountRoles.Officer, FakeRegister.OfficerPerson, FakeRegister.Unit);

        var list = await browser.Read("/desk?tab=all");

        Assert.Contains(Number, list.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(Elsewhere, list.Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Read($"/desk/chat/{Elsewhere}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Read($"/desk/chat/{Elsewhere}/messages")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Read("/desk/chat/K-2026-000999")).Status);
        await browser.Read("/desk");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Post($"/desk/chat/{Elsewhere}/claim")).Status);
        Assert.Empty(host.Conversations.Inputs);
    }

    [Fact]
    public async Task A_star_opens_every_unit_to_a_supervisor_but_not_to_an_officer()
    {
        await using var host = await Start();
        using var supervisor = await host.SignIn("lead", AccountRoles.Supervisor, "asel", "*");
        using var officer = await host.SignIn("serik", AccountRoles.Officer, FakeRegister.OfficerPerson, "*");

        Assert.Equal(HttpStatusCode.OK, (await supervisor.Read($"/desk/chat/{Elsewhere}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Read($"/desk/chat/{Elsewhere}")).Status);
    }

    [Fact]
    public async Task A_taken_chat_can_be_answered_and_shows_the_signature_first()
    {
        await using var host = await Start();
        using var browser = await host.SignIn("serik", AccountRoles.Officer, FakeRegister.OfficerPerson, FakeRegister.Unit);
        await browser.Read($"/desk/chat/{Number}");
        await browser.Post($"/desk/chat/{Number}/claim");

        var mine = await browser.Read($"/desk/chat/{Number}");
        await browser.Post($"/desk/chat/{Number}/reply", ("text", "Сәлеметсіз бе!"));
        var answered = await browser.Read($"/desk/chat/{Number}");

        Assert.Contains("— Жазған: Нұрмұхамбетова-Әбдірахманова Гүлбаршын-Фатима, бас маман", mine.Page, StringComparison.Ordinal);
        Assert.Contains("Сәлеметсіз бе!", answered.Page, StringComparison.Ordinal);
        Assert.Contains("Жіберілді", answered.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_unknown_fate_goes_again_by_one_click_and_says_so()
    {
        await using var host = await Start();
        using var browser = await host.SignIn("serik", AccountRoles.Officer, FakeRegister.OfficerPerson, FakeRegister.Unit);
        await browser.Read($"/desk/chat/{Number}");
        await browser.Post($"/desk/chat/{Number}/claim");
        var officer = new OfficerRef("serik", FakeRegister.OfficerPerson);
        host.Conversations.Turn(
            _citizen, new OfficerReplied(officer, Number, "Құжатыңыз дайын."),
            (host.Conversations.Message("Құжатыңыз дайын.", human: true), OutboxState.Unknown));
        var unknown = await browser.Read($"/desk/chat/{Number}");

        await browser.Post($"/desk/chat/{Number}/resend", ("turn", Field(unknown, "turn")), ("item", Field(unknown, "item")));
        var again = await browser.Read($"/desk/chat/{Number}");

        Assert.Contains("Қайта жіберу", unknown.Page, StringComparison.Ordinal);
        var repeat = Assert.IsType<OfficerReplied>(JsonForm.ReadEvent(host.Conversations.Inputs[^1].Bytes.Span));
        Assert.Equal(("Құжатыңыз дайын.", Field(unknown, "item")), (repeat.Text, repeat.Repeats.ToString(CultureInfo.InvariantCulture)));
        Assert.Contains("Жеткені белгісіз. Қайта жіберілді.", again.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("Қайта жіберу", again.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_known_to_have_arrived_or_is_the_bots_cannot_be_sent_again()
    {
        await using var host = await Start();
        using var browser = await host.SignIn("serik", AccountRoles.Officer, FakeRegister.OfficerPerson, FakeRegister.Unit);
        await browser.Read($"/desk/chat/{Number}");
        await browser.Post($"/desk/chat/{Number}/claim");
        await browser.Post($"/desk/chat/{Number}/reply", ("text", "Сәлеметсіз бе!"));
        var (before, page) = (host.Conversations.Inputs.Count, await browser.Read($"/desk/chat/{Number}"));

        var bots = await browser.Post($"/desk/chat/{Number}/resend", ("turn", "1"), ("item", "1"));
        var sent = await browser.Post($"/desk/chat/{Number}/resend", ("turn", "3"), ("item", "21"));

        Assert.DoesNotContain("Қайта жіберу", page.Page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (bots.Status, sent.Status));
        Assert.Equal(before, host.Conversations.Inputs.Count);
    }

    [Fact]
    public async Task The_second_claim_learns_who_was_first()
    {
        await using var host = await Start();
        using var first = await host.SignIn("serik", AccountRoles.Officer, FakeRegister.OfficerPerson, FakeRegister.Unit);
        using var second = await host.SignIn("asel", AccountRoles.Officer, "asel", FakeRegister.Unit);
        await first.Read($"/desk/chat/{Number}");
        await second.Read($"/desk/chat/{Number}");

        await first.Post($"/desk/chat/{Number}/claim");
        var lost = await second.Post($"/desk/chat/{Number}/claim");

        Assert.Equal(HttpStatusCode.Conflict, lost.Status);
        Assert.Contains("Бұл чатты басқа маман алып қойды: Нұрмұхамбетова-Әбдірахманова", lost.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_and_the_next_address()
    {
        await using var host = await Start();
        using var browser = await host.SignIn("serik", AccountRoles.Officer, FakeRegister.OfficerPerson, FakeRegister.Unit);
        await browser.Read("/desk");
        await browser.Post("/desk/take");
        await browser.Read($"/desk/chat/{Number}");

        var bare = await browser.Post($"/desk/chat/{Number}/close", ("outcome", "refused"), ("reason", "Басқа мекеме"), ("address", " "));
        await browser.Post($"/desk/chat/{Number}/close", ("outcome", "refused"), ("reason", "Басқа мекеме"), ("address", "1414"));

        Assert.Equal(HttpStatusCode.Conflict, bare.Status);
        var closed = Assert.IsType<OfficerClosed>(JsonForm.ReadEvent(host.Conversations.Inputs[^1].Bytes.Span));
        Assert.Equal((Outcome.Refused, "Басқа мекеме", "1414"), (closed.Outcome, closed.Reason, closed.NextAddress));
    }

    [Fact]
    public async Task The_stream_marks_the_officer_as_present()
    {
        await using var host = await Start();
        using var browser = await host.SignIn("serik", AccountRoles.Officer, FakeRegister.OfficerPerson, FakeRegister.Unit);
        using (var response = await browser.Client.GetAsync(
            new Uri("/desk/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken))
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
            await reader.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.Single(host.Present);
        }

        using var stranger = host.Open();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Read("/desk/events")).Status);
    }

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task Every_page_stands_under_the_strict_policy_and_in_its_language(string language)
    {
        await using var host = await Start();
        using var browser = await host.SignIn("admin", AccountRoles.Admin, FakeRegister.OfficerPerson, "*");
        foreach (var path in new[] { "/", "/status", "/desk", "/desk/signin", "/desk?tab=all", $"/desk/chat/{Number}", "/admin", "/desk/invitation?token=x" })
        {
            var page = await browser.Read($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}");

            Assert.Contains($"<html lang=\"{language}\">", page.Page, StringComparison.Ordinal);
            Assert.StartsWith("default-src 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal("nosniff", page.Headers["X-Content-Type-Options"]);
            Assert.Equal("DENY", page.Headers["X-Frame-Options"]);
            Assert.DoesNotMatch("<script(?![^>]*src=)|<style|\\sstyle=|\\son[a-z]+=", page.Raw);
        }
    }

    [Fact]
    public async Task Styles_serve_for_keeps_under_their_hash()
    {
        await using var host = await Start();
        using var browser = host.Open();

        var style = await browser.Read(Web.AssetFiles.Url("chat.css"));

        Assert.Contains("immutable", style.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Read("/assets/x/none.css")).Status);
    }

    // The value of a hidden field.
    private static string Field(Answer page, string name) => page.Raw.Split($"name=\"{name}\" value=\"")[1].Split('"')[0];

    private static async Task<DeskHost> Start()
    {
        var host = await DeskHost.Start();
        host.Conversations.Add(_citizen, DeskHost.Consultation(Number));
        host.Conversations.Turn(_citizen, new CitizenWrote("Куәлігім жоғалды, не істеймін?"), (host.Conversations.Message("Маман шақырдым."), OutboxState.Delivered));
        host.Conversations.Add(new CitizenAddress("telegram", "1", "43"), DeskHost.Consultation(Elsewhere, FakeRegister.OtherUnit));
        return host;
    }
}
