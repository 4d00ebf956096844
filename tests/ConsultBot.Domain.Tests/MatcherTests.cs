using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Answers.Matching;

namespace ConsultBot.Domain.Tests;

public class MatcherTests
{
    private static readonly (string Text, string Label)[] _rows =
    [
        ("жеке куәлікті қалай алуға болады", "id"), ("жеке куәлігімді жоғалтып алдым", "id"), ("удостоверение потерял", "id"), ("lost my id card", "id"),
        ("зейнетақы қашан төленеді", "pension"), ("зейнетақы мөлшері қанша", "pension"), ("когда выплатят пенсию", "pension"), ("pension amount", "pension"),
        ("үйге тіркелу үшін не керек", "address"), ("тіркеуден қалай шығуға болады", "address"), ("прописать ребенка в квартиру", "address"), ("register my address", "address"),
        ("айыппұлды қалай тексеремін", "fine"), ("айыппұл төлеу", "fine"), ("штраф за скорость", "fine"), ("pay a fine", "fine"),
    ];

    private static readonly Matcher _matcher = Matcher.Train(_rows, new MatcherOptions());

    [Theory]
    [InlineData("зейнетакы кашан толенеди")]
    [InlineData("zeinetaqy qashan tolenedi")]
    [InlineData("zeynetaky kashan tolenedi")]
    [InlineData("ptqytnf0s 0fify ntktytl3")]
    [InlineData("ЗЕЙНЕТАҚЫЫЫ ҚАШАН ТӨЛЕНЕДІ!!!")]
    [InlineData("зейнет\u00adақы қашан\u200b төленеді")]
    [InlineData("зейнетаұы қшан төленедті")]
    public void A_question_is_found_however_it_is_typed(string text) => Assert.Equal("pension", _matcher.Labels[_matcher.Rank(text).First]);

    [Fact]
    public void The_same_rows_and_seed_train_the_same_matcher()
    {
        var again = Matcher.Train(_rows, new MatcherOptions());

        Assert.All(_rows, row => Assert.Equal(_matcher.Rank(row.Text + " қалай"), again.Rank(row.Text + " қалай")));
    }

    [Fact]
    public void One_question_does_not_colour_the_next()
    {
        var before = _matcher.Rank("айыппұл");
        _matcher.Rank("прописать ребенка в квартиру, жеке куәлік, pension, zeinetaqy, jgthfnjh");

        Assert.Equal(before, _matcher.Rank("айыппұл"));
    }

    [Fact]
    public void It_explains_by_words_and_the_nearest_phrasing()
    {
        var explanation = _matcher.Explain("айыппұл төлеу керек");

        Assert.Equal("fine", explanation.Label);
        Assert.Equal("айыппұл төлеу", explanation.Nearest);
        Assert.Equal(3, explanation.Words.Count);
        Assert.True(explanation.Words[0].Weight > explanation.Words[2].Weight);
    }

    [Theory]
    [InlineData("")]
    [InlineData("????")]
    [InlineData("👍")]
    [InlineData("ъъъ ььь")]
    [InlineData("хочу купить слона и жирафа недорого")]
    [InlineData("how tall is the eiffel tower in springtime")]
    public void What_no_entry_fits_is_not_answered(string text) =>
        Assert.NotEqual(AnswerKind.Answer, Sample.Content.Index.Ask(text).Kind);

    [Fact]
    public void Every_phrasing_of_the_pack_finds_its_entry()
    {
        var pack = Sample.Content.Pack.Data;
        var phrasings = pack.Topics.SelectMany(topic => topic.Phrasings.All.Select(text => (topic.Id, text))).ToList();
        var wrong = phrasings.Where(row => Sample.Content.Index.Ask(row.text).Best != row.Id).ToList();

        Assert.True(wrong.Count <= phrasings.Count / 50, string.Join('\n', wrong));
    }

    [Fact]
    public void Any_text_is_ranked_without_a_fault()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(400)).Select(_ => (char)random.Next(i % 2 == 0 ? 0x500 : 0xffff)));
            Assert.InRange(_matcher.Rank(text).Confidence, 0, 1);
        }
    }
}
