namespace ConsultBot.Domain.Answers.Matching;

/// <summary>Trains a matcher and fits its confidence on rows that it has not seen.</summary>
internal static class MatcherTrainer
{
    private const double WrongWeight = 0.3;
    private const int SmallSet = 600;
    private const int MiddleSet = 1500;
    private const int MostHeldOut = 4000;

    public static Matcher Train(IReadOnlyList<(string Text, string Label)> rows, MatcherOptions options)
    {
        var known = rows.Where(row => row.Label != Matcher.OutOfScope).ToList();
        var matcher = TrainOnly(rows, options.Hints, options.Seed);
        var observed = options.HeldOut.Count > 0
            ? Observe(matcher, options.HeldOut)
            : HoldBack(known, rows, options);
        if (!observed.Exists(row => row.Right) || !observed.Exists(row => !row.Right))
            return matcher;

        matcher.Confidence = Confidence.Fit(observed.ConvertAll(row => row.Example));
        matcher.Unseen = CrossFit(observed, matcher.Confidence);
        matcher.Thresholds = Thresholds.Fit(matcher.Unseen);
        return matcher;
    }

    // A confidence looks surer on the rows that it was fitted on: the other part's judges each part.
    private static List<Outcome> CrossFit(List<Observation> observed, Confidence whole)
    {
        const int Parts = 3;
        var outcomes = new Outcome[observed.Count];
        for (var part = 0; part < Parts; part++)
        {
            var others = observed.Where((_, i) => i % Parts != part).Select(row => row.Example).ToList();
            var enough = others.Exists(row => row.Right) && others.Exists(row => !row.Right);
            var confidence = enough ? Confidence.Fit(others, whole) : whole;
            for (var i = part; i < outcomes.Length; i += Parts)
                outcomes[i] = observed[i].Outcome(confidence);
        }

        return [.. outcomes];
    }

    private static List<Observation> Observe(Matcher matcher, IReadOnlyList<(string Text, string Label)> rows)
    {
        var observed = new List<Observation>();
        foreach (var (text, label) in rows)
        {
            var signals = new double[Signals.Expanded];
            var ranking = matcher.Rank(text, signals);
            Signals.Expand(signals);
            var right = matcher.Labels[ranking.First] == label;
            var inScope = right || matcher.Labels.Contains(label, StringComparer.Ordinal);
            var third = new[] { ranking.Second, ranking.Third }.Any(other => other >= 0 && matcher.Labels[other] == label);
            observed.Add(new Observation(signals, right, right || third, inScope, right || !inScope ? 1 : WrongWeight));
        }

        return observed;
    }

    // Rows are held back to see what a right answer looks like, whole labels to see a question that none fits.
    private static List<Observation> HoldBack(
        List<(string Text, string Label)> known, IReadOnlyList<(string Text, string Label)> rows, MatcherOptions options)
    {
        const int Parts = 4;
        var labels = known.Select(row => row.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (labels.Count < Parts)
            return [];

        var number = labels.Select((label, i) => (label, i)).ToDictionary(pair => pair.label, pair => pair.i, StringComparer.Ordinal);
        var folds = known.Count <= SmallSet ? Parts : known.Count <= MiddleSet ? 2 : 1;
        var observed = new List<Observation>();
        for (var fold = 0; fold < folds; fold++)
        {
            var seen = new int[labels.Count];
            List<(string, string)> training = [], held = [];
            foreach (var row in known)
            {
                var label = number[row.Label];
                var back = seen[label]++ % Parts == fold;
                if (label % Parts == fold || back)
                    held.Add(row);
                else
                    training.Add(row);
            }

            held.AddRange(rows.Where(row => row.Label == Matcher.OutOfScope).Where((_, i) => i % 2 == 0));
            training.AddRange(rows.Where(row => row.Label == Matcher.OutOfScope).Where((_, i) => i % 2 == 1));
            var every = (held.Count + MostHeldOut - 1) / MostHeldOut;
            var left = options.Hints.Where(hint => number.TryGetValue(hint.Label, out var label) && label % Parts != fold).ToList();
            observed.AddRange(Observe(TrainOnly(training, left, options.Seed), [.. held.Where((_, i) => i % every == 0)]));
        }

        return observed;
    }

    private static Matcher TrainOnly(
        IReadOnlyList<(string Text, string Label)> rows, IReadOnlyList<(string Text, string Label, float Weight)> hints, ulong seed)
    {
        var scratch = MatchScratch.Own;
        var all = rows.Select(row => (row.Text, row.Label, Weight: 1f)).Concat(hints).ToList();
        var labels = all.Select(row => row.Label).Where(label => label != Matcher.OutOfScope).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var number = labels.Select((label, i) => (label, i)).ToDictionary(pair => pair.label, pair => pair.i, StringComparer.Ordinal);
        var columns = labels.Length;
        if (all.Exists(row => row.Label == Matcher.OutOfScope))
            number[Matcher.OutOfScope] = columns++;

        string[] texts = [.. all.Select(row => row.Text)];
        var vocabulary = Vocabulary.Build(texts, rows.Count, columns, scratch);
        var sparse = new SparseRows();
        var words = new LabelWords(columns);
        var spelling = new Spelling();
        foreach (var (text, label, weight) in all)
        {
            scratch.Text.Read(text, KeyboardLayout.Typed);
            scratch.Features.Read(scratch.Text);
            vocabulary.Weigh(scratch);
            sparse.Add(scratch, number[label], weight);
            for (var word = 0; word < scratch.Text.WordCount; word++)
            {
                if (vocabulary.Find(FeatureReader.WordHash(scratch.Text.Word(word))) is not (var id and >= 0))
                    continue;

                words.Add(id, number[label]);
                spelling.Add(scratch.Text.Word(word));
            }
        }

        var model = LinearModel.Train(sparse, vocabulary.Count, columns, MatcherOptions.TextLikeness(vocabulary.MeanWords), seed);
        return new Matcher(labels, texts, vocabulary, model, Neighbours.Build(sparse, vocabulary, columns), words, spelling);
    }

    private sealed record Observation(double[] Signals, bool Right, bool InThree, bool InScope, double Weight)
    {
        public (double[] Signals, bool Right, double Weight) Example => (Signals, Right, Weight);

        public Outcome Outcome(Confidence confidence) => new(confidence.Of(Signals), Right, InThree, InScope);
    }
}
