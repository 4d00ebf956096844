using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Tests;

public class CourtesyTests
{
    [Theory]
    [InlineData("greeting", "thanks")]
    [InlineData("thanks", "greeting")]
    public void A_greeting_is_no_farewell_and_neither_is_a_question(string intent, string other)
    {
        var pack = Sample.Content.Pack;
        var wrong = Languages.All.SelectMany(language => new[] { pack.Text(other, language), pack.Text("unclear.first", language, ("example", "…")).Split('«', '“')[0] }).ToList();

        Assert.Equal([], pack.Data.Lexicon.Intents[intent].All.Where(words => Says(Talk.Only(new Talk().Write(words)).Body)));

        bool Says(string body) => wrong.Exists(text => body.Contains(text, StringComparison.Ordinal));
    }
}
