using System.Text.RegularExpressions;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Messages;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace ConsultBot.EndToEnd.Tests;

/// <summary>One consultation from the administrator's first link to the citizen's marks.</summary>
public sealed partial class ConsultationTests(Chromium chromium)
{
    private const string Officer = "Жобалинова Айнұр";
    private const string Official = "Мысалов Қуаныш";
    private const string Password = "өте ұзын құпия сөйлем";

    [Fact]
    public async Task A_citizen_asks_the_bot_then_a_person_and_marks_both()
    {
        await using var desk = await RunningDesk.Start();
        await using var administrator = await Visitor.Come(chromium, desk);
        await administrator.MakeAccount(await desk.AdministratorLink(), "akimshi", Password);
        Assert.EndsWith("/admin", administrator.Page.Url, StringComparison.Ordinal);

        await using var officer = await Visitor.Come(chromium, desk);
        await officer.MakeAccount(await Invite(administrator), "ainur", Password);
        Assert.EndsWith("/desk", officer.Page.Url, StringComparison.Ordinal);
        await officer.Open("/desk?tab=waiting");
        await officer.Page.EvaluateAsync("() => { window.samePage = true; }");

        await using var citizen = await Visitor.Come(chromium, desk, width: 360);
        await citizen.Open("/");
        var answer = await citizen.Ask("жеке куалигимди жогалтып алдым");
        await Expect(answer.Locator(".words")).ToHaveAttributeAsync("lang", "kk");
        await Expect(answer).ToContainTextAsync("ХҚКО");
        await Expect(answer.Locator(".sig")).ToContainTextAsync(Official);

        await citizen.Ask("адам керек");
        var number = NumberPattern().Match(await citizen.Page.InnerTextAsync("#messages")).Value;
        Assert.NotEmpty(number);
        Assert.Matches(CodePattern(), await citizen.Page.InnerTextAsync("#messages"));

        await Expect(officer.Page.Locator($"#row-{number}")).ToContainTextAsync("куалигимди");
        Assert.True(await officer.Page.EvaluateAsync<bool>("() => window.samePage === true"));
        await officer.Page.ClickAsync($"#row-{number} a");
        await Expect(officer.Page.Locator("#context")).ToContainTextAsync("Бұйрық №\u00A05-ж");
        var seen = await citizen.Answers.CountAsync();
        await officer.Page.ClickAsync("#claim");
        await Expect(await citizen.Answer(seen)).ToContainTextAsync(Officer);

        await Reply(officer, "Алматыдағы кез келген ХҚКО-ға барыңыз.");
        var reply = citizen.Page.Locator("#messages article.officer").Last;
        await Expect(reply).ToContainTextAsync("кез келген ХҚКО-ға");
        await Expect(reply.Locator(".sig")).ToContainTextAsync(Officer);
        await Expect(reply.Locator(".sig")).ToContainTextAsync(Official);

        await Close(officer);
        seen = await citizen.Answers.CountAsync();
        desk.Time.Advance(TimeSpan.FromMinutes(2));
        await Expect(await citizen.Answer(seen)).ToContainTextAsync("Жауап көмектесті ме?");
        await Expect(await citizen.Press("5")).ToContainTextAsync(Officer);
        await Expect(await citizen.Press("5")).ToContainTextAsync("Бағаңызға рахмет");

        await citizen.AssertAllSigned(Names(desk));
        await citizen.AssertNoSidewaysScroll();
        Assert.All([administrator, officer, citizen], person => person.AssertNothingBroke());
    }

    [GeneratedRegex(@"K-2026-\d{6}", RegexOptions.None, 1000)]
    internal static partial Regex NumberPattern();

    [GeneratedRegex(@"[0-9A-HJKMNP-TV-Z]{4}[- ]?[0-9A-HJKMNP-TV-Z]{4}", RegexOptions.None, 1000)]
    internal static partial Regex CodePattern();

    internal static IReadOnlyCollection<string> Names(RunningDesk desk) =>
        [.. desk.Services.GetRequiredService<IRegisterDirectory>().People(Language.Kk).Select(person => person.Name)];

    private static async Task<string> Invite(Visitor administrator)
    {
        var page = administrator.Page;
        await page.SelectOptionAsync("#role", "officer");
        await page.SelectOptionAsync("#person", "jobalinova");
        await page.CheckAsync("input[name=unit][value=documents]");
        await page.ClickAsync("main form button.main");
        return await page.Locator("#link").InnerTextAsync();
    }

    private static async Task Reply(Visitor officer, string words)
    {
        await officer.Page.FillAsync("#text", words);
        await officer.Page.PressAsync("#text", "Control+Enter");
        await Expect(officer.Page.Locator("#messages li:not(.pending) article.officer").Last).ToContainTextAsync(words);
    }

    private static async Task Close(Visitor officer)
    {
        await officer.Page.ClickAsync("#close summary");
        await officer.Page.ClickAsync("#close button[value=answered]");
        await Expect(officer.Page.Locator("#close")).ToHaveCountAsync(0);
    }
}
