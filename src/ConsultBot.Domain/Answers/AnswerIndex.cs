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

    // As good as word for word, and nothing else near.
    private const double SameWords = 0.97;

    private readonly Matcher? _matcher;

    private AnswerIndex(LanguageGuess language, Matcher? matcher)
    {
        Language = language;
        _matcher = matcher;
    }

    public LanguageGuess Language { get; }

    public static AnswerIndex Build(Pack pack)
    {
        var (rows, hints) = Rows(pack);
        return new AnswerIndex(LanguageGuess.Learn(pack), rows.Count == 0 && hints.Count == 0 ? null : Matcher.Train(rows, new MatcherOptions { Hints = hints }));
    }

    /// <summary>A matcher on the pack's phrasings and hints, for measuring.</summary>
    public static Matcher Train(Pack pack)
    {
        var (rows, hints) = Rows(pack);
        return Matcher.Train(rows, new MatcherOptions { Hints = hints });
    }

    public AnswerDecision Ask(string text)
    {
        if (_matcher is null)
            return new AnswerDecision(AnswerKind.Refuse, []);

        var ranking = _matcher.Rank(text);
        if (ranking.Likeness <= 0)
            return new AnswerDecision(AnswerKind.Refuse, []);

        var candidates = new List<Candidate>(3);
        Add(candidates, ranking, ranking.First, ranking.FirstScore);
        Add(candidates, ranking, ranking.Second, ranking.SecondScore);
        Add(candidates, ranking, ranking.Third, ranking.ThirdScore);
        return new AnswerDecision(Decide(ranking), candidates);
    }

    /// <summary>Why the best entry came first; null in an empty pack.</summary>
    public Explanation? Explain(string text) => _matcher?.Explain(text);

    private AnswerKind Decide(Ranking ranking)
    {
        if (ranking.Confidence >= _matcher!.Thresholds.Answer || (ranking.Likeness >= SameWords && ranking.Rival < SameWords))
            return AnswerKind.Answer;

        return ranking.Confidence >= _matcher.Thresholds.Clarify ? AnswerKind.Clarify : AnswerKind.Refuse;
    }

    private void Add(List<Candidate> candidates, Ranking ranking, int label, float score)
    {
        if (label >= 0)
            candidates.Add(new Candidate(_matcher!.Labels[label], Math.Round(ranking.Confidence * Math.Exp(score - ranking.FirstScore), 4)));
    }

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
                hints.AddRange(Languages.All.Select(language => (answer.In(language).Source, topic.Id, AnswerWeight)));
        }

        foreach (var flow in pack.Data.Flows)
        {
            rows.AddRange(flow.Phrasings.All.Select(text => (text, flow.Id)));
            hints.AddRange(Titles(flow.Title).Concat(Titles(flow.Label)).Select(text => (text, flow.Id, TitleWeight)));
        }

        return (rows, hints);
    }

    private static IEnumerable<string> Titles(LocalText title) => Languages.All.Select(title.In).Distinct(StringComparer.Ordinal);
}
