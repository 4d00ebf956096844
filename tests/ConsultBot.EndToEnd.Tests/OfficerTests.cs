using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConsultBot.EndToEnd.Tests;

/// <summary>What officers can rely on: their unit's questions only, one holder of a chat, work without a mouse.</summary>
public sealed class OfficerTests(Chromium chromium)
{
    private const string Listen =
        """
        () => { window.heard = []; const s = new EventSource("/desk/events"); s.addEventListener("news", e => heard.push(e.data));
          return new Promise(ready => s.addEventListener("news", () => ready(), { once: true })); }
        """;

    [Fact]
    public async Task An_officer_of_another_unit_neither_opens_nor_sees_nor_hears_a_consultation()
    {
        await using var desk = await RunningDesk.Start();
        await using var stranger = await desk.Officer(chromium, "daniyar", "jobabayev", "social");
        await stranger.Open("/desk?tab=all");
        await stranger.Page.EvaluateAsync(Listen);
        var documents = await Waiting(desk, "жеке куалигимди жогалтып алдым");
        var social = await Waiting(desk, "бала жәрдемақысын қалай аламын");

        await Expect(stranger.Page.Locator($"#row-{social}")).ToBeVisibleAsync();
        await Expect(stranger.Page.Locator("#rows")).ToContainTextAsync("жәрдемақысын");
        await Expect(stranger.Page.Locator($"#row-{documents}")).ToHaveCountAsync(0);
        await Expect(stranger.Page.Locator("#rows")).Not.ToContainTextAsync("куалигимди");
        await stranger.Page.WaitForFunctionAsync("() => heard.some(id => id === '2')");
        Assert.DoesNotContain("1", await stranger.Page.EvaluateAsync<string[]>("() => heard"));

        Assert.Equal(403, (await stranger.Open($"/desk/chat/{documents}")).Status);
        await Expect(stranger.Page.Locator("main")).Not.ToContainTextAsync("куалигимди");
        await stranger.Open("/desk?tab=all");
        var answers = await stranger.Page.EvaluateAsync<int[]>(
            """
            async number => {
              const form = document.querySelector("form.take");
              const data = () => new URLSearchParams(new FormData(form));
              const post = what => fetch(`/desk/chat/${number}/${what}`, { method: "POST", body: data() }).then(a => a.status);
              return [(await fetch(`/desk/chat/${number}/messages`)).status, await post("claim"), await post("reply"), await post("close")];
            }
            """,
            documents);
        Assert.All(answers, status => Assert.Equal(403, status));
        stranger.AssertNothingBroke("403");
    }

    [Fact]
    public async Task Of_two_officers_who_claim_at_once_one_has_the_chat_and_the_other_reads_who()
    {
        await using var desk = await RunningDesk.Start();
        var number = await Waiting(desk, "жеке куалигимди жогалтып алдым");
        await using var first = await desk.Officer(chromium, "ainur", "jobalinova", "documents");
        await using var second = await desk.Officer(chromium, "kuanysh", "mysalov", "documents");
        foreach (var officer in (Visitor[])[first, second])
        {
            // The news of the other's press is still under way.
            await officer.Page.RouteAsync("**/desk/events", route => route.FulfillAsync(new RouteFulfillOptions { Status = 204 }));
            await officer.Open($"/desk/chat/{number}");
            await Expect(officer.Page.Locator("#claim")).ToBeVisibleAsync();
        }

        var answers = await Task.WhenAll(Claim(first), Claim(second));

        Assert.Equal([200, 409], answers.Order());
        var (winner, loser, name) = answers[0] == 200 ? (first, second, "Жобалинова Айнұр") : (second, first, "Мысалов Қуаныш");
        await Expect(winner.Page.Locator("#reply")).ToBeVisibleAsync();
        await Expect(loser.Page.Locator("#notice")).ToContainTextAsync(name);
        await Expect(loser.Page.Locator("#reply")).ToHaveCountAsync(0);
        await Expect(loser.Page.Locator("#claim")).ToHaveCountAsync(0);
        winner.AssertNothingBroke();
        loser.AssertNothingBroke("409");
    }

    [Fact]
    public async Task By_keyboard_alone_an_officer_takes_answers_and_closes()
    {
        await using var desk = await RunningDesk.Start();
        await using var officer = await desk.Officer(chromium, "ainur", "jobalinova", "documents");
        var number = await Waiting(desk, "жеке куалигимди жогалтып алдым");
        await Waiting(desk, "паспорт бағасы қанша");
        await officer.Open("/desk?tab=waiting");
        var (page, keys) = (officer.Page, officer.Page.Keyboard);
        await Expect(page.Locator("#rows li")).ToHaveCountAsync(2);

        // To the second chat and back by the list's keys, in by Enter.
        await keys.PressAsync("j");
        await keys.PressAsync("j");
        await Expect(page.Locator("#rows li").Nth(1).Locator("a")).ToBeFocusedAsync();
        await keys.PressAsync("k");
        await Expect(page.Locator($"#row-{number} a")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#claim")).ToBeVisibleAsync();

        await keys.PressAsync("a");
        await Expect(page.Locator("#reply")).ToBeVisibleAsync();
        Assert.Contains(number, page.Url, StringComparison.Ordinal);
        await keys.PressAsync("r");
        await Expect(page.Locator("#text")).ToBeFocusedAsync();
        await keys.TypeAsync("jarke: ХҚКО-ға барыңыз");
        await Expect(page.Locator("#text")).ToHaveValueAsync("jarke: ХҚКО-ға барыңыз");
        await keys.PressAsync("Control+Enter");
        await Expect(page.Locator("#messages li:not(.pending) article.officer")).ToContainTextAsync("ХҚКО-ға барыңыз");

        await keys.PressAsync("Escape");
        await keys.PressAsync("e");
        await Expect(page.Locator("#close button[value=answered]")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#close")).ToHaveCountAsync(0);
        await Expect(page.Locator("#compose")).ToContainTextAsync("Аяқталды");
        officer.AssertNothingBroke();
    }

    private static async Task<int> Claim(Visitor officer)
    {
        var answer = await officer.Page.RunAndWaitForResponseAsync(
            () => officer.Page.ClickAsync("#claim"),
            response => response.Url.Contains("/desk/chat/", StringComparison.Ordinal) && response.Status is 200 or 409 or >= 500);
        return answer.Status;
    }

    private static Task<string> Waiting(RunningDesk desk, string question) => Citizens.Wait(desk, question);
}
