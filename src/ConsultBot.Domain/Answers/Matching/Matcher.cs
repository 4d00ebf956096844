namespace ConsultBot.Domain.Answers.Matching;

/// <summary>
/// Finds the label of a text: a linear model over words and letter groups ranks, nearness to the phrasings and what the words
/// leave unexplained say how sure it is.
/// </summary>
public sealed class Matcher
{
    /// <summary>The label of rows that no entry fits.</summary>
    public const string OutOfScope = "oos";

    private const int Compared = 3;

    // As good as word for word, and nothing else near.
    private const double SameWords = 0.97;

    private readonly Vocabulary _vocabulary;
    private readonly LinearModel _model;
    private readonly Neighbours _neighbours;
    private readonly LabelWords _labelWords;
    private readonly Spelling _spelling;
    private readonly string[] _phrasings;

    internal Matcher(string[] labels, string[] phrasings, Vocabulary vocabulary, LinearModel model, Neighbours neighbours, LabelWords labelWords, Spelling spelling)
    {
        Labels = labels;
        _phrasings = phrasings;
        _vocabulary = vocabulary;
        _model = model;
        _neighbours = neighbours;
        _labelWords = labelWords;
        _spelling = spelling;
    }

    /// <summary>In ordinal order.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Fitted on rows that the matcher has not seen.</summary>
    public Thresholds Thresholds { get; internal set; } = Thresholds.Default;

    /// <summary>What came of the rows that the confidence was fitted on; empty when there were too few.</summary>
    public IReadOnlyList<Outcome> Unseen { get; internal set; } = [];

    internal Confidence? Confidence { get; set; }

    /// <summary>What the model takes in memory.</summary>
    public long Bytes => _vocabulary.Bytes + _model.Bytes + _neighbours.Bytes + _labelWords.Bytes + _spelling.Bytes;

    public static Matcher Train(IReadOnlyList<(string Text, string Label)> rows, MatcherOptions options) => MatcherTrainer.Train(rows, options);

    /// <summary>The best labels, at most three, best first.</summary>
    public Ranking Rank(string text)
    {
        Span<double> signals = stackalloc double[Signals.Expanded];
        var ranking = Rank(text, signals);
        if (Confidence is null)
            return ranking with { Confidence = signals[4] };

        Signals.Expand(signals);
        return ranking with { Confidence = Confidence.Of(signals) };
    }

    /// <summary>What to do with a ranking: answer, offer a choice, or refuse.</summary>
    public AnswerKind Decide(Ranking ranking)
    {
        if (ranking.Likeness <= 0)
            return AnswerKind.Refuse;
        if (ranking.Confidence >= Thresholds.Answer || (ranking.Likeness >= SameWords && ranking.Rival < SameWords))
            return AnswerKind.Answer;

        return ranking.Confidence >= Thresholds.Clarify ? AnswerKind.Clarify : AnswerKind.Refuse;
    }

    /// <summary>Why the best label came first, for the people who edit the phrasings.</summary>
    public Explanation Explain(string text)
    {
        var ranking = Rank(text);
        var scratch = MatchScratch.Own;
        var nearest = _neighbours.Of(ranking.First, Densify(scratch));
        Clear(scratch, scratch.Dense(_vocabulary.Count));
        var words = new List<(string, double)>();
        var read = new CoarseText();
        var whole = Enumerable.Range(0, scratch.Text.WordCount).Select(word => scratch.Text.Word(word).ToString()).ToList();
        foreach (var word in whole)
        {
            read.Read(word, KeyboardLayout.Typed);
            scratch.Features.Read(read);
            _vocabulary.Weigh(scratch);
            var scores = scratch.Scores(_model.Stride);
            _model.Score(scratch.Ids.AsSpan(0, scratch.Count), scratch.Weights, scores);
            words.Add((word, Math.Round(scores[ranking.First], 3)));
        }

        return new Explanation(Labels[ranking.First], ranking.Confidence, words, nearest.Row < 0 ? null : _phrasings[nearest.Row], nearest.First);
    }

    /// <summary>Ranks, and writes the signals of the confidence.</summary>
    internal Ranking Rank(string text, Span<double> signals)
    {
        var scratch = MatchScratch.Own;
        ReadBest(text, scratch);
        MendWords(scratch);
        _vocabulary.Weigh(scratch);
        var scores = scratch.Scores(_model.Stride);
        _model.Score(scratch.Ids.AsSpan(0, scratch.Count), scratch.Weights, scores);
        Span<int> best = stackalloc int[Compared];
        var found = Best(scores[..Labels.Count], best);
        var ranking = new Ranking(best, found, scores);
        Measure(scratch, scores, ranking, signals);
        return ranking with { Likeness = signals[4], Rival = signals[4] - signals[7] };
    }

    // The reading whose letter groups the phrasings know better; as typed when both are as good.
    private void ReadBest(string text, MatchScratch scratch)
    {
        const float Familiar = 0.7f;
        scratch.Text.Read(text, KeyboardLayout.Typed);
        scratch.Features.Read(scratch.Text);
        var known = _vocabulary.Known(scratch.Features);
        if (known >= Familiar)
            return;

        scratch.OtherText.Read(text, KeyboardLayout.Other(text));
        scratch.OtherFeatures.Read(scratch.OtherText);
        if (_vocabulary.Known(scratch.OtherFeatures) > known)
            scratch.TakeOther();
    }

    private void MendWords(MatchScratch scratch)
    {
        var text = scratch.Text;
        var mended = false;
        for (var word = 0; word < text.WordCount; word++)
        {
            if (_vocabulary.Find(FeatureReader.WordHash(text.Word(word))) >= 0 || _spelling.Mend(text.Word(word)) is not { } known)
                continue;

            text.Mend(word, known);
            mended = true;
        }

        if (mended)
            scratch.Features.Read(text);
    }

    private static int Best(ReadOnlySpan<float> scores, Span<int> best)
    {
        var found = Math.Min(best.Length, scores.Length);
        best[..found].Fill(-1);
        for (var label = 0; label < scores.Length; label++)
        {
            for (var place = 0; place < found; place++)
            {
                if (best[place] >= 0 && scores[label] <= scores[best[place]])
                    continue;

                for (var lower = found - 1; lower > place; lower--)
                    best[lower] = best[lower - 1];

                best[place] = label;
                break;
            }
        }

        return found;
    }

    private void Measure(MatchScratch scratch, ReadOnlySpan<float> scores, Ranking ranking, Span<double> signals)
    {
        var dense = Densify(scratch);
        var first = _neighbours.Of(ranking.First, dense);
        var rival = 0f;
        if (ranking.Second >= 0)
            rival = _neighbours.Of(ranking.Second, dense).First;
        if (ranking.Third >= 0)
            rival = Math.Max(rival, _neighbours.Of(ranking.Third, dense).First);

        Clear(scratch, dense);
        float top = scores[ranking.First], sum = 0;
        for (var label = 0; label < Labels.Count; label++)
            sum += MathF.Exp(scores[label] - top);

        var gap = ranking.Second < 0 ? 10 : top - scores[ranking.Second];
        var (unknown, uncovered, elsewhere) = Words(scratch.Text, ranking.First);
        signals[0] = top / 10;
        signals[1] = gap / 10;
        signals[2] = 1 / sum;
        signals[3] = (top + MathF.Log(sum)) / 10;
        signals[4] = first.First;
        signals[5] = first.Three;
        signals[6] = first.All;
        signals[7] = first.First - rival;
        signals[8] = unknown;
        signals[9] = uncovered;
        signals[10] = Math.Log(1 + scratch.Text.WordCount);
        signals[11] = elsewhere;
        signals[13] = _model.Labels > Labels.Count ? (scores[Labels.Count] - top) / 10 : 0;
        signals[12] = ranking.Third < 0 ? 0 : (top - scores[ranking.Third]) / 10;
    }

    private float[] Densify(MatchScratch scratch)
    {
        var dense = scratch.Dense(_vocabulary.Count);
        var squares = 0f;
        for (var i = 0; i < scratch.Count; i++)
        {
            if (_vocabulary.IsCompared(scratch.Ids[i]))
                squares += scratch.Weights[i] * scratch.Weights[i];
        }

        var length = squares > 0 ? 1 / MathF.Sqrt(squares) : 0;
        for (var i = 0; i < scratch.Count; i++)
        {
            if (_vocabulary.IsCompared(scratch.Ids[i]))
                dense[scratch.Ids[i]] = scratch.Weights[i] * length;
        }

        return dense;
    }

    private static void Clear(MatchScratch scratch, float[] dense)
    {
        for (var i = 0; i < scratch.Count; i++)
            dense[scratch.Ids[i]] = 0;
    }

    // Shares of the words, each by its rarity: nobody's, not the best label's, and some other label's only.
    private (float Unknown, float Uncovered, float Strongest) Words(CoarseText text, int label)
    {
        float all = 0, unknown = 0, uncovered = 0, strongest = 0;
        for (var word = 0; word < text.WordCount; word++)
        {
            var id = _vocabulary.Find(FeatureReader.WordHash(text.Word(word)));
            var rarity = id < 0 ? _vocabulary.Unseen : _vocabulary.Rarity(id);
            all += rarity;
            if (id < 0 || text.IsMended(word))
                unknown += id < 0 ? rarity : rarity / 2;
            if (id >= 0 && _labelWords.Has(id, label))
                continue;

            uncovered += rarity;
            strongest = Math.Max(strongest, rarity);
        }

        return all == 0 ? (1, 1, 1) : (unknown / all, uncovered / all, strongest / _vocabulary.Unseen);
    }
}
