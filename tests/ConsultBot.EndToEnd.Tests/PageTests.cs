using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ConsultBot.EndToEnd.Tests;

/// <summary>Every page in every language: usable by everybody, on a phone and on a desk, by day and by night.</summary>
public sealed class PageTests(Chromium chromium, BusyDesk busy) : IClassFixture<BusyDesk>
{
    private const int Phone = 360;
    private const int Wide = 1280;

    private static readonly string[] _rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    private static readonly string _axe = new BundledAxeScriptProvider().GetScript();

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public Task The_citizens_chat_hinders_nobody(string language) => Examine(busy.Citizen, "/", language, "chat");

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task The_question_of_how_it_goes_hinders_nobody(string language)
    {
        await busy.Citizen.Open($"/status?lang={language}");
        await busy.Citizen.Page.FillAsync("#number", busy.Number);
        await busy.Citizen.Page.FillAsync("#code", busy.Code);
        await busy.Citizen.Page.ClickAsync("main form button.main");
        await busy.Citizen.Page.Locator(".steps").WaitForAsync();
        await Look(busy.Citizen, language, "status");
    }

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task The_public_register_hinders_nobody(string language)
    {
        await Examine(busy.Citizen, "/register", language, "register");
        await Examine(busy.Citizen, "/register?topic=id-card&region=kz-almaty&on=2026-07-10&all=1", language, "register-who");
        await Examine(busy.Citizen, "/journal", language, "journal");
    }

    [Theory]
    [InlineData("/register?topic=id-card", "#q")]
    [InlineData("/status", "#number")]
    public async Task The_keyboard_alone_reaches_every_control_and_comes_round(string address, string field)
    {
        var page = busy.Citizen.Page;
        await busy.Citizen.Open(address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=kk");
        var reachable = await page.EvaluateAsync<int>("() => [...document.querySelectorAll('a[href], button, input, select, summary')].filter(e => e.checkVisibility() && e.type !== 'hidden').length");
        // A field for a date has several stops.
        var reached = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < (reachable * 2) + 10; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var (name, inView) = (await page.EvaluateAsync<string>("() => document.activeElement === document.body ? '' : `${document.activeElement.tagName} ${[...document.querySelectorAll('*')].indexOf(document.activeElement)}`"),
                await page.EvaluateAsync<bool>("() => { const box = document.activeElement.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; }"));
            if (name.Length == 0)
                continue;

            Assert.True(inView, $"{name} has the focus and is not in view");
            reached.Add(name);
        }

        Assert.True(reached.Count >= reachable, $"{reached.Count} of {reachable} controls were reached");

        // The page's job by the keyboard alone.
        await page.FocusAsync(field);
        await page.Keyboard.TypeAsync(field == "#q" ? "мысалов" : "K-2026-000999");
        await page.Keyboard.PressAsync("Enter");
        if (field == "#q")
            await page.Locator(".cards .card").First.WaitForAsync();
        else
            Assert.Equal("code", await page.EvaluateAsync<string>("() => document.activeElement.id || 'code'"));
    }

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public Task Signing_in_hinders_nobody(string language) => Examine(busy.Citizen, "/desk/signin", language, "signin");

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task The_officers_desk_hinders_nobody(string language)
    {
        await Examine(busy.Officer, "/desk?tab=all", language, "list");
        await Examine(busy.Officer, $"/desk/chat/{busy.Number}?tab=all", language, "desk");
    }

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task The_administrators_page_hinders_nobody(string language)
    {
        await busy.Administrator.Open($"/admin?lang={language}");
        await busy.Administrator.Page.SelectOptionAsync("#person", "mysalov");
        await busy.Administrator.Page.CheckAsync("input[name=unit][value=documents]");
        await busy.Administrator.Page.ClickAsync("main form button.main");
        await busy.Administrator.Page.Locator("#link").WaitForAsync();
        await Look(busy.Administrator, language, "admin");
    }

    [Fact]
    public async Task A_planted_fault_is_found()
    {
        await using var visitor = await Visitor.Come(chromium, busy.Desk);
        await visitor.Open("/desk/signin");
        await visitor.Page.RunAndWaitForConsoleMessageAsync(
            () => visitor.Page.EvaluateAsync("() => document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')"),
            new PageRunAndWaitForConsoleMessageOptions { Predicate = message => message.Text.StartsWith("CSP style-src", StringComparison.Ordinal) });
        Assert.ThrowsAny<Exception>(() => visitor.AssertNothingBroke());

        await visitor.Page.EvaluateAsync("() => document.querySelector('label[for=user]').remove()");
        Assert.Contains(await Barriers(visitor.Page, "planted"), barrier => barrier.Contains("label: ", StringComparison.Ordinal));
        await visitor.Page.EvaluateAsync("() => { document.querySelector('h1').style.width = '3000px'; }");
        await Assert.ThrowsAnyAsync<Exception>(visitor.AssertNoSidewaysScroll);
    }

    private static async Task Examine(Visitor visitor, string address, string language, string name)
    {
        Assert.Equal(200, (await visitor.Open($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}")).Status);
        await Look(visitor, language, name);
    }

    private static async Task Look(Visitor visitor, string language, string name)
    {
        var page = visitor.Page;
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
        foreach (var width in (int[])[Phone, Wide])
        {
            await page.SetViewportSizeAsync(width, width == Phone ? 740 : 800);
            await visitor.AssertNoSidewaysScroll();
            if (language == "kk")
                await Picture.Take(page, $"{name}-{width}.png");

            Assert.Empty(await Barriers(page, $"{width} px, light"));
        }

        if (language == "kk")
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
            if (name == "desk")
                await Picture.Take(page, $"{name}-{Wide}-dark.png");

            Assert.Empty(await Barriers(page, $"{Wide} px, dark"));
            await page.SetViewportSizeAsync(Phone, 740);
            Assert.Empty(await Barriers(page, $"{Phone} px, dark"));
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        }

        visitor.AssertNothingBroke();
    }

    // The package's own run opens a page more and brings home all that passed; our pages have no frames that would need it.
    private static async Task<string[]> Barriers(IPage page, string where)
    {
        if (await page.EvaluateAsync<bool>("() => !window.axe"))
            await page.EvaluateAsync(_axe);

        var found = await page.EvaluateAsync<string[]>(
            """
            async values => (await axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] })).violations
              .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${rule.help}\n  ${node.html}\n  ${node.failureSummary}`))
            """,
            _rules);
        return [.. found.Select(barrier => $"{page.Url}, {where}: {barrier}")];
    }
}
