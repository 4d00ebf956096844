using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Tests;

/// <summary>Entries whose phrasings exist in another language only.</summary>
public class OtherLanguageTests
{
    private static readonly string[] _untranslated = ["passport", "pension", "fines", "clinic-attachment", "kindergarten-queue"];

    private static readonly Dictionary<Language, Pack> _packs = Languages.All.ToDictionary(language => language, Without);

    private static readonly Dictionary<Language, AnswerIndex> _indexes = _packs.ToDictionary(pair => pair.Key, pair => AnswerIndex.Of(pair.Value));

    private static readonly (Language Language, string Question, string Topic)[] _questions =
    [
        (Language.Kk, "паспортымның мерзімі бітті", "passport"),
        (Language.Kk, "зейнет жасы қанша", "pension"),
        (Language.Kk, "айыппұлды қайда төлеймін", "fines"),
        (Language.Kk, "штрафты қалай төлейді", "fines"),
        (Language.Kk, "емхана ауыстыру", "clinic-attachment"),
        (Language.Kk, "баламды балабақшаға беру", "kindergarten-queue"),
        (Language.Ru, "просрочен паспорт", "passport"),
        (Language.Ru, "когда идти на пенсию", "pension"),
        (Language.Ru, "где оплатить штраф", "fines"),
        (Language.Ru, "сменить поликлинику", "clinic-attachment"),
        (Language.Ru, "место в детском саду", "kindergarten-queue"),
        (Language.En, "my passport has expired", "passport"),
        (Language.En, "pension age for women", "pension"),
        (Language.En, "where do I pay a fine", "fines"),
        (Language.En, "change my clinic", "clinic-attachment"),
        (Language.En, "kindergarten place for my child", "kindergarten-queue"),
    ];

    [Fact]
    public void An_entry_is_found_in_a_language_in_which_it_has_no_phrasings_and_told_in_it()
    {
        const double MostRefused = 0.4;
        var refused = new List<string>();
        foreach (var (language, question, topic) in _questions)
        {
            var decision = _indexes[language].Ask(question);
            Assert.Contains(topic, decision.Candidates.Select(candidate => candidate.Entry));
            Assert.Equal(language, Talk.Only(new Talk(_packs[language], _indexes[language]).Write(question)).Language);
            if (decision.Kind == AnswerKind.Refuse)
                refused.Add(question);
        }

        Assert.True(refused.Count <= MostRefused * _questions.Length, string.Join('\n', refused));
    }

    private static Pack Without(Language language)
    {
        var data = Sample.Content.Pack.Data;
        return new Pack(data with { Topics = [.. data.Topics.Select(topic => _untranslated.Contains(topic.Id) ? Untranslated(topic, language) : topic)] }, 2);
    }

    private static Topic Untranslated(Topic topic, Language language) => topic with
    {
        Synonyms = [],
        Phrasings = new Phrasings(
            language == Language.Kk ? [] : topic.Phrasings.Kk, language == Language.Ru ? [] : topic.Phrasings.Ru, language == Language.En ? [] : topic.Phrasings.En),
    };
}
