using ConsultBot.Domain.Answers.Matching;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Answers;

/// <summary>Finds the entry of a pack that a question asks for, in whatever way it was typed. Says so when it does not know.</summary>
public sealed class AnswerIndex
{
    private const float TitleWeight = 1;
    private const float SynonymWeight = 1;
    private const float AnswerWeight = 0.2f;
    private const float LineWeight = 0.5f;

    private readonly Lazy<LanguageGuess> _language;
    private readonly Lazy<Matcher?> _matcher;
    private readonly bool _waits;

    private AnswerIndex(Lazy<LanguageGuess> language, Lazy<Matcher?> matcher, bool waits)
    {
        _language = language;
        _matcher = matcher;
        _waits = waits;
    }

    public LanguageGuess Language => _language.Value;

    /// <summary>Questions are answered at once; before, the first one trains the matcher or waits for it.</summary>
    public bool IsTrained => _matcher.IsValueCreated;

    /// <summary>An index of the pack. It learns when it is first asked, or by <see cref="Train()"/>.</summary>
    public static AnswerIndex Of(Pack pack) =>
        new(new Lazy<LanguageGuess>(() => LanguageGuess.Learn(pack)), new Lazy<Matcher?>(() => Train(pack)), waits: true);

    /// <summary>A matcher on the pack's phrasings and hints; null when it has none.</summary>
    public static Matcher? Train(Pack pack)
    {
        var (rows, hints) = Rows(pack);
        return rows.Count == 0 && hints.Count == 0 ? null : Matcher.Train(rows, new MatcherOptions { Hints = hints });
    }

    /// <summary>Trains the matcher unless it is trained; may take a second.</summary>
    public void Train() => _ = _matcher.Value;

    /// <summary>The same index, for those who cannot wait while it is trained: it refuses by an exception to be asked before.</summary>
    public AnswerIndex WithoutWaiting() => IsTrained ? this : new AnswerIndex(_language, _matcher, waits: false);

    /// <exception cref="IndexInTrainingException">Not trained yet, and this index does not wait.</exception>
    public AnswerDecision Ask(string text)
    {
        if (!_waits && !IsTrained)
            throw new IndexInTrainingException();

        if (_matcher.Value is not { } matcher)
            return new AnswerDecision(AnswerKind.Refuse, []);

        var ranking = matcher.Rank(text);
        if (ranking.Likeness <= 0)
            return new AnswerDecision(AnswerKind.Refuse, []);

        var candidates = new List<Candidate>(3);
        Add(ranking.First, ranking.FirstScore);
        Add(ranking.Second, ranking.SecondScore);
        Add(ranking.Third, ranking.ThirdScore);
        return new AnswerDecision(matcher.Decide(ranking), candidates);

        void Add(int label, float score)
        {
            if (label >= 0)
                candidates.Add(new Candidate(matcher.Labels[label], Math.Round(ranking.Confidence * Math.Exp(score - ranking.FirstScore), 4)));
        }
    }

    /// <summary>Why the best entry came first; null in an empty pack.</summary>
    public Explanation? Explain(string text) => _matcher.Value?.Explain(text);

    private static (List<(string Text, string Label)> Rows, List<(string Text, string Label, float Weight)> Hints) Rows(Pack pack)
    {
        List<(string, string)> rows = [];
        List<(string, string, float)> hints = [];
        foreach (var topic in pack.Data.Topics)
        {
            rows.AddRange(topic.Phrasings.All.Select(text => (text, topic.Id)));
            hints.AddRange(Titles(topic.Title).Concat(Titles(topic.Label)).Select(text => (text, topic.Id, TitleWeight)));
            hints.AddRange(topic.Synonyms.Select(text => (text, topic.Id, SynonymWeight)));
            if (topic.Answer is { } answer)
                hints.AddRange(Languages.All.SelectMany(language => Lines(topic, language, answer.In(language).Source)));
        }

        foreach (var flow in pack.Data.Flows)
        {
            rows.AddRange(flow.Phrasings.All.Select(text => (text, flow.Id)));
            hints.AddRange(Titles(flow.Title).Concat(Titles(flow.Label)).Select(text => (text, flow.Id, TitleWeight)));
        }

        if (pack.Data.Lexicon.Intents.TryGetValue(Lexicon.OffTopic, out var offTopic))
            rows.AddRange(offTopic.All.Select(text => (text, Matcher.OutOfScope)));

        return (rows, hints);
    }

    // Where an entry has no phrasings in a language, the lines of its answer are the next best.
    private static IEnumerable<(string Text, string Label, float Weight)> Lines(Topic topic, Language language, string answer) =>
        topic.Phrasings.In(language).Count > 0
            ? [(answer, topic.Id, AnswerWeight)]
            : answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (line, topic.Id, LineWeight));

    private static IEnumerable<string> Titles(LocalText title) => Languages.All.Select(title.In).Distinct(StringComparer.Ordinal);
}
