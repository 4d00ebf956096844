namespace ConsultBot.Tests.Commands;

public class AskCommandTests
{
    [Theory]
    [InlineData("как получить паспорт", "ru", "answer", "passport")]
    [InlineData("төлқұжат алуға не керек", "kk", "answer", "passport")]
    [InlineData("how to get a passport", "en", "answer", "passport")]
    [InlineData("ребенок родился какие выплаты", "ru", "clarify", null)]
    [InlineData("потерял документы что делать", "ru", "answer", "id-card")]
    [InlineData("квазар нейтрино бозон", "ru", "refuse", null)]
    [InlineData("позовите человека", "ru", "human", null)]
    [InlineData("адам керек", "kk", "human", null)]
    [InlineData("пожар, горим", "ru", "urgent", null)]
    [InlineData("спасибо", "ru", "smalltalk", null)]
    [InlineData("рахмет", "kk", "smalltalk", null)]
    [InlineData("меню", "ru", "command", null)]
    [InlineData("/start", null, "command", null)]
    public async Task A_question_gets_its_decision(string question, string? language, string decision, string? topic)
    {
        var asked = Assert.Single((await Cli.Run(["ask", "--json"], question)).Json);

        Assert.Equal((question, decision), (asked.Text("question"), asked.Text("decision")));
        Assert.Equal(topic, asked.TryGetProperty("topic", out var found) ? found.GetString() : null);
        if (language is not null)
            Assert.Equal(language, asked.Text("lang"));
    }

    [Fact]
    public async Task An_answer_to_a_question_has_the_promised_fields()
    {
        var asked = Assert.Single((await Cli.Run(["ask", "--json"], "как получить паспорт")).Json);

        Assert.Equal(["question", "lang", "decision", "topic", "candidates", "micros"], asked.Keys());
        Assert.InRange(asked.GetProperty("candidates").GetArrayLength(), 1, 3);
        Assert.Equal(["topic", "score"], asked.GetProperty("candidates")[0].Keys());
        Assert.Equal("passport", asked.GetProperty("candidates")[0].Text("topic"));
    }

    [Fact]
    public async Task Each_line_is_a_question_of_its_own_and_empty_ones_are_none()
    {
        var result = await Cli.Run(["ask", "--json", "--lang", "en"], "passport fee", "", "  ", "меню", "\0\ud800");

        Assert.Equal(0, result.Exit);
        Assert.Equal(3, result.Json.Count);
        Assert.All(result.Json, asked => Assert.Equal("en", asked.Text("lang")));
    }
}
