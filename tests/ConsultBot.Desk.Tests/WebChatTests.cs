using System.Net;
using ConsultBot.Application.Consultations;
using ConsultBot.Domain.Conversations.Events;

namespace ConsultBot.Desk.Tests;

public sealed class WebChatTests
{
    [Fact]
    public async Task A_visit_stores_nothing_and_names_the_official()
    {
        await using var host = await DeskHost.Start();
        using var browser = host.Open();

        var page = await browser.Read("/");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(browser.Cookies);
        Assert.Contains("Жауапты тұлға: Ахметова Айгүл, бөлім басшысы", page.Page, StringComparison.Ordinal);
        Assert.Contains("<form id=\"message\" method=\"post\"", page.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_are_answered_with_a_signature_without_any_script()
    {
        await using var host = await DeskHost.Start();
        using var browser = host.Open();
        await browser.Read("/");

        var sent = await browser.Post("/", ("text", "Куәлігім жоғалды"));
        var page = await browser.Read(sent.Location!);

        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        Assert.Contains("Куәлігім жоғалды", page.Page, StringComparison.Ordinal);
        Assert.Contains("Түсіндім.", page.Page, StringComparison.Ordinal);
        Assert.Contains("— Бот. Жауапты тұлға: Ахметова Айгүл, бөлім басшысы, Алатау ауданының әкімдігі", page.Page, StringComparison.Ordinal);
        Assert.Contains("<button form=\"message\" type=\"submit\" name=\"press\" value=\"flow:1\" lang=\"kk\">Иә</button>", page.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_form_twice_is_one_message_and_other_words_are_another()
    {
        await using var host = await DeskHost.Start();
        using var browser = host.Open();
        await browser.Read("/");
        await browser.Post("/", ("text", "бір"), ("request", "aa"));
        await browser.Post("/", ("text", "бір"), ("request", "aa"));
        await browser.Post("/", ("text", "екі"), ("request", "aa"));

        Assert.Equal(2, host.Conversations.Inputs.Select(input => input.Key).Distinct().Count());
    }

    [Fact]
    public async Task A_press_is_shown_by_its_label()
    {
        await using var host = await DeskHost.Start();
        using var browser = host.Open();
        await browser.Post("/", ("text", "сәлем"));
        await browser.Post("/", ("press", "flow:1"));

        var news = await browser.Read("/chat/messages?after=1");

        Assert.Contains("<p class=\"words\">Иә</p>", news.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("сәлем", news.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_cannot_be_taken_stay_in_the_field()
    {
        await using var host = await DeskHost.Start();
        host.Conversations.Closed = true;
        using var browser = host.Open();

        var page = await browser.Post("/", ("text", "маңызды сұрақ"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Contains(">маңызды сұрақ</textarea>", page.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_long_a_text_is_said_to_be_too_long()
    {
        await using var host = await DeskHost.Start();
        using var browser = host.Open();

        var page = await browser.Post("/", ("text", new string('ә', WebChatService.MaxTextBytes)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, page.Status);
        Assert.Empty(host.Conversations.Inputs);
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused()
    {
        await using var host = await DeskHost.Start();
        using var browser = host.Open();
        browser.Client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Post("/", ("text", "x"))).Status);
        Assert.Empty(host.Conversations.Inputs);
    }

    [Fact]
    public async Task The_language_asked_for_is_kept()
    {
        await using var host = await DeskHost.Start();
        using var browser = host.Open();
        await browser.Read("/?lang=ru");

        Assert.Contains("<html lang=\"ru\">", (await browser.Read("/status")).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task News_come_live_and_the_stream_ends_with_the_desk()
    {
        await using var host = await DeskHost.Start();
        using var browser = host.Open();
        await browser.Post("/", ("text", "сәлем"));
        using var response = await browser.Client.GetAsync(
            new Uri("/chat/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("event: news", await reader.ReadLineAsync(TestContext.Current.CancellationToken));

        await browser.Post("/", ("text", "тағы"));
        var line = "";
        while (line is not null && !line.StartsWith("data: 4", StringComparison.Ordinal))
        {
            line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal("data: 4821", line);
        var rest = reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        await host.Stop().WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await rest;
    }

    [Fact]
    public async Task A_return_by_number_and_code_opens_the_same_conversation()
    {
        await using var host = await DeskHost.Start();
        var address = WebChatService.Address("abcd");
        host.Conversations.Add(address, DeskHost.Consultation("K-2026-000123") with { CodeHash = host.CodeHash("K-2026-000123", "0123ABCD") });
        host.Conversations.Turn(address, new CitizenWrote("бұрынғы сұрақ"));
        using var browser = host.Open();

        var wrong = await browser.Post("/chat/return", ("number", "K-2026-000123"), ("code", "zzzzzzzz"));
        var right = await browser.Post("/chat/return", ("number", "к 123"), ("code", "oi23-abcd"));

        Assert.Contains("Мұндай нөмір жоқ немесе код сәйкес емес", wrong.Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, right.Status);
        Assert.Contains("бұрынғы сұрақ", (await browser.Read("/")).Page, StringComparison.Ordinal);
        await browser.Post("/chat/forget");
        Assert.DoesNotContain("бұрынғы сұрақ", (await browser.Read("/")).Page, StringComparison.Ordinal);
    }
}
