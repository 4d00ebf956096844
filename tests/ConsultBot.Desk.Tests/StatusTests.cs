using System.Net;
using ConsultBot.Application.Consultations;

namespace ConsultBot.Desk.Tests;

public sealed class StatusTests
{
    [Fact]
    public async Task A_wrong_code_and_an_unknown_number_read_the_same()
    {
        await using var host = await Start();
        using var browser = host.Open();

        var wrongCode = await browser.Post("/status", ("number", "K-2026-000123"), ("code", "22222222"));
        var noNumber = await browser.Post("/status", ("number", "K-2026-000999"), ("code", "22222222"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrongCode.Status);
        Assert.Equal(wrongCode.Status, noNumber.Status);
        Assert.Equal(wrongCode.Page, noNumber.Page.Replace("000999", "000123", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_right_code_shows_the_state_and_the_official_but_no_words_of_the_talk()
    {
        await using var host = await Start();
        using var browser = host.Open();

        var page = await browser.Post("/status", ("number", "K-2026-000123"), ("code", "O123ABCD"));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Кезекте", page.Page, StringComparison.Ordinal);
        Assert.Contains("Ахметова Айгүл", page.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("жоғалды", page.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_codes_close_a_number_for_a_quarter_of_an_hour()
    {
        await using var host = await Start();
        using var browser = host.Open();
        for (var i = 0; i < WrongTries.PerNumber; i++)
        {
            await browser.Post("/status", ("number", "K-2026-000123"), ("code", "22222222"));
        }

        Assert.Contains("тым көп", (await browser.Post("/status", ("number", "K-2026-000123"), ("code", "0123ABCD"))).Page, StringComparison.Ordinal);
        host.Time.Advance(WrongTries.Window);
        Assert.Equal(HttpStatusCode.OK, (await browser.Post("/status", ("number", "K-2026-000123"), ("code", "0123ABCD"))).Status);
    }

    private static async Task<DeskHost> Start()
    {
        var host = await DeskHost.Start();
        host.Conversations.Add(
            WebChatService.Address("abcd"), DeskHost.Consultation("K-2026-000123") with { CodeHash = host.CodeHash("K-2026-000123", "0123ABCD") });
        return host;
    }
}
