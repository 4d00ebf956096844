using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Tests;

public class LanguageGuessTests
{
    [Theory]
    [InlineData("паспорт керек", Language.Kk)]
    [InlineData("жеке куәлік", Language.Kk)]
    [InlineData("кужат кайда", Language.Kk)]
    [InlineData("jeke kualik", Language.Kk)]
    [InlineData("0fqlf fke5f ,jkfls", Language.Kk)]
    [InlineData("ЭЦП жасау керек еді", Language.Kk)]
    [InlineData("зейнетке документы қандай", Language.Kk)]
    [InlineData("как получить", Language.Ru)]
    [InlineData("kak poluchit pasport", Language.Ru)]
    [InlineData("gtycbz rfr gjkexbnm", Language.Ru)]
    [InlineData("подскажите где получить справку, рахмет", Language.Ru)]
    [InlineData("lost passport", Language.En)]
    [InlineData("my id", Language.En)]
    public void Two_words_tell_the_language(string text, Language language) =>
        Assert.Equal(language, Sample.Content.Index.Language.Of(text));

    [Theory]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("👍 !!!")]
    public void Without_words_no_language_is_guessed(string text) => Assert.Null(Sample.Content.Index.Language.Of(text));
}
