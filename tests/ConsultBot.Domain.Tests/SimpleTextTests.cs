using ConsultBot.Domain.Conversations;

namespace ConsultBot.Domain.Tests;

public class SimpleTextTests
{
    [Theory]
    [InlineData("Келіңіз. Куәлікті алыңыз! Дайын ба? Иә.", "Келіңіз.\nКуәлікті алыңыз!\nДайын ба?\nИә.")]
    [InlineData("Адрес: г. Алматы, ул. Абая 5. Приходите.", "Адрес: г. Алматы, ул. Абая 5. Приходите.")]
    [InlineData("Оплатите 5 000 ₸. потом ждите.", "Оплатите 5 000 ₸. потом ждите.")]
    [InlineData("✅ Готово! 👍🏽 🇰🇿", "Готово!")]
    [InlineData("Итог 1️⃣ два", "Итог 1 два")]
    [InlineData("строка\n\nдругая  строка", "строка\n\nдругая строка")]
    [InlineData("", "")]
    public void A_sentence_has_a_line_of_its_own_and_pictures_are_gone(string text, string simple) =>
        Assert.Equal(simple, SimpleText.Of(text));

    [Fact]
    public void What_is_simple_stays_as_it_is()
    {
        foreach (var text in Sample.Content.Pack.Data.Texts.SelectMany(text => new[] { text.Kk.Source, text.Ru.Source, text.En.Source }))
            Assert.Equal(SimpleText.Of(text), SimpleText.Of(SimpleText.Of(text)));
    }
}
