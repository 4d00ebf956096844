using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConsultBot.EndToEnd.Tests;

/// <summary>What citizens can rely on: no script, another browser, a restart.</summary>
public sealed class CitizenTests(Chromium chromium)
{
    private const string Question = "жеке куалигимди жогалтып алдым";

    [Fact]
    public async Task Without_a_script_a_citizen_asks_waits_and_comes_back_from_another_browser()
    {
        await using var desk = await RunningDesk.Start();
        await using var citizen = await Visitor.Come(chromium, desk, width: 360, script: false);
        await citizen.Open("/");
        var answer = await citizen.Ask(Question);
        await Expect(answer.Locator(".sig")).ToContainTextAsync("Мысалов Қуаныш");
        var (number, code) = await Talon(citizen, citizen.Ask("адам керек"));
        var talk = await citizen.Page.Locator("#messages article .words").AllInnerTextsAsync();
        await citizen.AssertNoSidewaysScroll();

        await using var elsewhere = await Visitor.Come(chromium, desk, width: 360, script: false);
        await elsewhere.Open("/status");
        await elsewhere.Page.FillAsync("#number", number);
        await elsewhere.Page.FillAsync("#code", code);
        await elsewhere.Page.ClickAsync("main form button.main");
        await Expect(elsewhere.Page.Locator(".steps [aria-current=step]")).ToContainTextAsync("Кезекте");
        await elsewhere.Page.ClickAsync("form[action='/chat/return'] button");

        Assert.Equal(talk, await elsewhere.Page.Locator("#messages article .words").AllInnerTextsAsync());
        await elsewhere.Ask("рахмет, күтемін");
        await elsewhere.AssertAllSigned(ConsultationTests.Names(desk));
        Assert.All([citizen, elsewhere], person => person.AssertNothingBroke());
    }

    [Fact]
    public async Task A_wrong_code_shows_nothing_of_the_talk()
    {
        await using var desk = await RunningDesk.Start();
        await using var citizen = await Visitor.Come(chromium, desk, width: 360, script: false);
        await citizen.Open("/");
        await citizen.Ask(Question);
        var (number, code) = await Talon(citizen, citizen.Ask("адам керек"));

        await using var stranger = await Visitor.Come(chromium, desk, width: 360, script: false);
        await stranger.Open("/");
        await stranger.Page.ClickAsync("footer summary");
        await stranger.Page.FillAsync("#number", number);
        await stranger.Page.FillAsync("#code", new string([.. code.Reverse()]) == code ? "00000000" : new string([.. code.Reverse()]));
        await stranger.Page.ClickAsync("form[action='/chat/return'] button");

        await Expect(stranger.Page.Locator("#number-error")).ToBeVisibleAsync();
        await Expect(stranger.Page.Locator("#messages article")).ToHaveCountAsync(0);
        stranger.AssertNothingBroke("422");
    }

    [Fact]
    public async Task After_a_restart_the_open_page_goes_on_with_the_talk()
    {
        await using var desk = await RunningDesk.Start();
        await using var citizen = await Visitor.Come(chromium, desk, width: 360);
        await citizen.Open("/");
        await citizen.Ask(Question);
        await citizen.Ask("адам керек");
        var talk = await citizen.Page.Locator("#messages article .words").AllInnerTextsAsync();
        await using var officer = await desk.Officer(chromium, "ainur", "jobalinova", "documents");

        await desk.Stop();
        await Expect(citizen.Page.Locator("#connection")).Not.ToBeEmptyAsync();
        // Words written while the desk is away wait in the browser.
        await citizen.Page.FillAsync("#text", "Паспорт та керек");
        await citizen.Page.ClickAsync("#message button.main");
        await Expect(citizen.Page.Locator("#messages .pending")).ToHaveCountAsync(1);
        await desk.Resume();
        await Expect(citizen.Page.Locator("#messages .pending")).ToHaveCountAsync(0);
        await Expect(citizen.Page.Locator("#messages .me").Last).ToContainTextAsync("Паспорт та керек");

        await citizen.Open("/");
        var after = await citizen.Page.Locator("#messages article .words").AllInnerTextsAsync();
        Assert.Equal(talk, after.Take(talk.Count));
        Assert.True(after.Count > talk.Count + 1, "The words of the break were not answered.");
        await citizen.AssertAllSigned(ConsultationTests.Names(desk));

        // The officer is still signed in, and the question still waits.
        Assert.Equal(200, (await officer.Open("/desk?tab=waiting")).Status);
        await Expect(officer.Page.Locator("#rows li")).ToHaveCountAsync(1);
        Assert.All([citizen, officer], person => person.AssertNothingBroke("net::ERR"));
    }

    /// <summary>Number and code as the citizen was told them.</summary>
    private static async Task<(string Number, string Code)> Talon(Visitor citizen, Task<ILocator> told)
    {
        await told;
        var words = await citizen.Page.InnerTextAsync("#messages");
        var number = ConsultationTests.NumberPattern().Match(words).Value;
        return (number, ConsultationTests.CodePattern().Match(words.Replace(number, "", StringComparison.Ordinal)).Value);
    }
}
