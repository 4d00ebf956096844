namespace ConsultBot.Tests.Commands;

public class ChatCommandTests
{
    [Theory]
    [InlineData("kk", "төлқұжат алуға не керек", "адам керек", "мәзір", "рахмет")]
    [InlineData("ru", "как получить паспорт", "позовите человека", "меню", "спасибо")]
    [InlineData("en", "how to get a passport", "I want a person", "menu", "thanks")]
    public async Task Every_line_of_a_talk_carries_a_signature_whose_name_stands_in_its_text(string language, params string[] said)
    {
        foreach (var channel in new[] { "telegram", "whatsapp", "web" })
        {
            var result = await Cli.Run(["chat", "--json", "--channel", channel], [.. said, "🙂", "бла бла бла", "@+90m", "@+1d"]);

            Assert.Equal((0, ""), (result.Exit, result.Error));
            Assert.True(result.Json.Count >= said.Length);
            Assert.All(result.Json, message =>
            {
                Assert.NotEmpty(message.Text("signature", "official"));
                Assert.Contains(message.Text("signature", "official"), message.Text("text"), StringComparison.Ordinal);
                Assert.EndsWith(message.Text("signature", "text"), message.Text("text"), StringComparison.Ordinal);
                Assert.Equal(language, message.Text("lang"));
            });
            Assert.Equal(Enumerable.Range(1, result.Json.Count), result.Json.Select(message => message.GetProperty("seq").GetInt32()));
        }
    }

    [Fact]
    public async Task A_message_has_the_promised_fields()
    {
        var message = Assert.Single((await Cli.Run(["chat", "--json", "--lang", "ru"], "как получить паспорт")).Json);

        Assert.Equal(["seq", "at", "kind", "lang", "text", "buttons", "signature", "consultation", "topic", "source"], message.Keys());
        Assert.Equal(["official", "position", "unit", "body", "text"], message.GetProperty("signature").Keys());
        Assert.Equal(["label", "value"], message.GetProperty("buttons")[0].Keys());
        Assert.Equal(("bot", "passport", "egov.kz"), (message.Text("kind"), message.Text("topic"), message.Text("source")));
        Assert.Equal("2026-11-24T10:00:00+05:00", message.Text("at"));
    }

    [Fact]
    public async Task A_promise_that_passes_brings_an_apology_from_one_level_higher()
    {
        var talk = (await Cli.Run(["chat", "--json", "--lang", "ru"], "как получить паспорт", "позовите человека", "@+90m")).Json;

        Assert.Equal(3, talk.Count);
        Assert.Equal("2026-11-24T11:00:00+05:00", talk[2].Text("at"));
        Assert.StartsWith("Мы опоздали с ответом, извините.", talk[2].Text("text"), StringComparison.Ordinal);
        Assert.Equal(talk[1].Text("consultation"), talk[2].Text("consultation"));
        Assert.NotEqual(talk[1].Text("signature", "official"), talk[2].Text("signature", "official"));
    }

    [Theory]
    [InlineData("2026-12-06T23:59:59+05:00", "Мысалов Куаныш Бекулы", null)]
    [InlineData("2026-12-07T00:00:00+05:00", "Жобалинова Айнур", "acting")]
    [InlineData("2026-12-20T23:59:59+05:00", "Жобалинова Айнур", "acting")]
    [InlineData("2026-12-21T00:00:00+05:00", "Мысалов Куаныш Бекулы", null)]
    public async Task The_signature_changes_at_midnight_in_Almaty(string at, string official, string? acting)
    {
        var message = Assert.Single((await Cli.Run(["chat", "--json", "--lang", "ru", "--at", at], "как получить паспорт")).Json);

        Assert.Equal(official, message.Text("signature", "official"));
        Assert.Equal(acting, message.GetProperty("signature").TryGetProperty("acting", out var mark) ? mark.GetString() : null);
    }

    [Fact]
    public async Task A_talk_over_a_reshuffle_changes_its_signature_and_not_what_was_said()
    {
        var talk = (await Cli.Run(
            ["chat", "--json", "--lang", "ru", "--at", "2026-12-06T23:30:00+05:00"], "как получить паспорт", "@+1h", "как получить паспорт")).Json;

        Assert.Equal(["Мысалов Куаныш Бекулы", "Жобалинова Айнур"], talk.Select(message => message.Text("signature", "official")));
        Assert.DoesNotContain("Жобалинова", talk[0].Text("text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_for_people_are_printed_without_json()
    {
        var result = await Cli.Run(["chat", "--lang", "ru"], "меню");

        Assert.StartsWith("10:00\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("[1 ", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@-90m")]
    [InlineData("@+90")]
    [InlineData("@+x5m")]
    [InlineData("@+2000000000h")]
    [InlineData("@+999999999999m")]
    [InlineData("@+99999d")]
    public async Task A_clock_that_cannot_be_moved_is_told_and_the_talk_goes_on(string line)
    {
        var result = await Cli.Run(["chat", "--json", "--lang", "ru"], line, "меню");

        Assert.Equal(1, result.Exit);
        Assert.Equal($"'{line}' moves no clock. Write @+90m, @+2h or @+1d.\n", result.Error);
        Assert.Single(result.Json);
    }

    [Fact]
    public async Task A_service_that_nobody_asks_answers_nothing()
    {
        var result = await Cli.Run(["chat", "--json", "--lang", "ru"], "@service found=yes", "меню");

        Assert.Equal(1, result.Exit);
        Assert.StartsWith("'@service found=yes' answers nothing: no outside service is being asked", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Json);
    }

    [Fact]
    public async Task A_day_on_which_nobody_signs_says_nothing_and_says_why()
    {
        var result = await Cli.Run(["chat", "--json", "--at", "2020-01-01T00:00:00+05:00"], "меню");

        Assert.Equal((1, ""), (result.Exit, result.Output));
        Assert.StartsWith("Nobody is in force on 2020-01-01", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_typed_personal_number_is_never_said_back()
    {
        var result = await Cli.Run(["chat", "--json", "--lang", "ru"], "записаться на консультацию", "паспорт", "Алматы", "мой ИИН 900101300123, где паспорт", "повтори");

        Assert.DoesNotContain("900101300123", result.Output, StringComparison.Ordinal);
    }
}
