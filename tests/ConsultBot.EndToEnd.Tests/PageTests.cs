using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ConsultBot.EndToEnd.Tests;

/// <summary>Every page in every language: usable by everybody, on a phone and on a desk, by day and by night.</summary>
public sealed class PageTests(BusyDesk busy) : IClassFixture<BusyDesk>
{
    private const int Phone = 360;
    private const int Wide = 1280;

    private static readonly AxeRunOptions _rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

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
        await Examine(busy.Citizen, "/status", language, "status-form");
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
        await Examine(busy.Administrator, "/admin", language, "admin-form");
        await busy.Administrator.Page.SelectOptionAsync("#person", "mysalov");
        await busy.Administrator.Page.CheckAsync("input[name=unit][value=documents]");
        await busy.Administrator.Page.ClickAsync("main form button.main");
        await busy.Administrator.Page.Locator("#link").WaitForAsync();
        await Look(busy.Administrator, language, "admin");
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

            await AssertNoBarrier(page, $"{width} px, light");
        }

        if (language == "kk")
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
            await Picture.Take(page, $"{name}-{Wide}-dark.png");
            await AssertNoBarrier(page, $"{Wide} px, dark");
            await page.SetViewportSizeAsync(Phone, 740);
            await AssertNoBarrier(page, $"{Phone} px, dark");
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        }

        visitor.AssertNothingBroke();
    }

    private static async Task AssertNoBarrier(IPage page, string where)
    {
        var result = await page.RunAxe(_rules);
        var found = result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {rule.Help}\n  {node.Html}\n  {node.Any.FirstOrDefault()?.Message}"));
        Assert.True(result.Violations.Length == 0, $"{page.Url}, {where}:\n{string.Join('\n', found)}");
    }
}
