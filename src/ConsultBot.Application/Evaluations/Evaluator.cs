using System.Diagnostics;
using ConsultBot.Application.Packs;
using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Answers.Matching;

namespace ConsultBot.Application.Evaluations;

/// <summary>Measures the matcher alone on labelled text.</summary>
public static class Evaluator
{
    private const int Repeats = 3;

    private static readonly TimeSpan _warmUp = TimeSpan.FromMilliseconds(600);

    private static readonly (string Rule, Func<IReadOnlyList<ScoredRow>, double> Choose)[] _rules =
    [
        ("larson", Scores.Larson),
        ("cost1", rows => Scores.AtCost(rows, 1)),
        ("cost2", rows => Scores.AtCost(rows, 2)),
    ];

    /// <param name="hide">A file that names labels to put out of scope.</param>
    /// <param name="titles">Take each label's words for its title.</param>
    public static EvaluationReport OnFiles(string train, string? validation, string test, string? hide, bool titles)
    {
        var hidden = hide is null ? [] : File.ReadLines(hide).Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal);
        var held = validation is null ? [] : LabelledRows.Read(validation);
        var seen = held.ToHashSet();
        var rows = LabelledRows.Read(train).Where(row => !hidden.Contains(row.Label) && !seen.Contains(row)).ToList();
        var (matcher, elapsed) = Train(rows, LabelledRows.Hide(held, hidden), titles);
        return Report(matcher, elapsed, held.Count > 0, LabelledRows.Hide(LabelledRows.Read(test), hidden), titles);
    }

    /// <summary>The pack's own phrasings, titles, synonyms and answers, as the desk trains on them.</summary>
    public static EvaluationReport OnPack(DeskContent content, string test)
    {
        var from = Stopwatch.GetTimestamp();
        var matcher = AnswerIndex.Train(content.Pack) ?? throw new FormatException("The pack has no phrasings.");
        return Report(matcher, Stopwatch.GetElapsedTime(from), false, LabelledRows.Read(test), titles: true);
    }

    /// <summary>Within a label, row r is tested in fold r mod <paramref name="folds"/>; labels with fewer rows only train.</summary>
    /// <param name="noised">The same rows as people type them: tested in place of the clean ones.</param>
    public static EvaluationReport OnFolds(string train, int folds, string? noised, bool titles)
    {
        var rows = LabelledRows.Read(train);
        var tested = noised is null ? rows : LabelledRows.Read(noised);
        if (tested.Count != rows.Count)
            throw new FormatException($"{noised}: {tested.Count} rows, {rows.Count} are wanted: the same as in {train}.");

        var counts = rows.GroupBy(row => row.Label, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var foldOf = Folds(rows, counts, folds);
        var (scored, reports) = (new List<ScoredRow>(), new List<EvaluationReport>());
        for (var fold = 0; fold < folds; fold++)
        {
            var (matcher, elapsed) = Train([.. rows.Where((_, i) => foldOf[i] != fold)], [], titles);
            List<(string Text, string Label)> held = [.. tested.Where((_, i) => foldOf[i] == fold)];
            scored.AddRange(Score(matcher, held));
            reports.Add(Report(matcher, elapsed, false, held, titles));
        }

        return reports[0] with
        {
            Accuracy = Scores.Accuracy(scored),
            Top3 = Scores.Top3(scored),
            Auroc = Scores.Auroc(scored),
            CoverageAt95 = Scores.CoverageAt95(scored),
            Thresholds = [],
            Decisions = Scores.Decisions(scored),
            Rows = scored.Count,
            TrainMs = Median(reports.ConvertAll(report => report.TrainMs)),
            QueriesPerSecond = Median(reports.ConvertAll(report => report.QueriesPerSecond)),
            P99Micros = Median(reports.ConvertAll(report => report.P99Micros)),
        };
    }

    private static int[] Folds(List<(string Text, string Label)> rows, Dictionary<string, int> counts, int folds)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var foldOf = new int[rows.Count];
        for (var i = 0; i < foldOf.Length; i++)
        {
            var place = seen[rows[i].Label] = seen.GetValueOrDefault(rows[i].Label, -1) + 1;
            foldOf[i] = counts[rows[i].Label] < folds ? -1 : place % folds;
        }

        return foldOf;
    }

    private static (Matcher Matcher, TimeSpan Elapsed) Train(List<(string Text, string Label)> rows, List<(string Text, string Label)> held, bool titles)
    {
        var hints = titles
            ? rows.Select(row => row.Label).Where(label => label != LabelledRows.OutOfScope).Distinct(StringComparer.Ordinal)
                .Select(label => (label.Replace('_', ' ').Replace('/', ' '), label, 1f)).ToList()
            : [];
        var from = Stopwatch.GetTimestamp();
        var matcher = Matcher.Train(rows, new MatcherOptions { Hints = hints, HeldOut = held });
        return (matcher, Stopwatch.GetElapsedTime(from));
    }

    private static EvaluationReport Report(
        Matcher matcher, TimeSpan elapsed, bool validated, List<(string Text, string Label)> test, bool titles)
    {
        var chosenOn = Held(matcher.Unseen, validated);
        var rows = Score(matcher, test);
        var accuracy = Scores.Accuracy(rows);
        var thresholds = chosenOn.Count == 0 ? [] : _rules.Select(rule =>
        {
            var theta = rule.Choose(chosenOn);
            var at = Scores.Accuracy(rows, theta);
            return new ThresholdScore(rule.Rule, theta, at, accuracy - at, Scores.OosRecall(rows, theta));
        }).ToList();
        var (perSecond, p99) = Time(matcher, test);
        return new EvaluationReport(
            accuracy, Scores.Top3(rows), Scores.Auroc(rows), Scores.CoverageAt95(rows), thresholds, Scores.Decisions(rows),
            Math.Round(elapsed.TotalMilliseconds, 1), Math.Round(perSecond), Math.Round(p99, 1), matcher.Bytes, rows.Count, titles);
    }

    // Without validation rows the training set's own were held back; then questions that nothing fits are a tenth.
    private static List<ScoredRow> Held(IReadOnlyList<Outcome> outcomes, bool asTheyAre)
    {
        const int Tenth = 10;
        var inScope = outcomes.Where(outcome => outcome.InScope).ToList();
        var outside = outcomes.Where(outcome => !outcome.InScope).ToList();
        var every = asTheyAre ? 1 : Math.Max(1, outside.Count * Tenth / Math.Max(1, inScope.Count));
        return [.. inScope.Concat(outside.Where((_, i) => i % every == 0)).Select(Held)];
    }

    private static ScoredRow Held(Outcome outcome) =>
        new(outcome.InScope ? "in" : LabelledRows.OutOfScope, outcome.Right ? "in" : "other", outcome.InThree ? "in" : null, null, outcome.Confidence);

    private static List<ScoredRow> Score(Matcher matcher, List<(string Text, string Label)> rows)
    {
        string? Label(int label) => label < 0 ? null : matcher.Labels[label];
        return rows.ConvertAll(row =>
        {
            var ranking = matcher.Rank(row.Text);
            return new ScoredRow(row.Label, matcher.Labels[ranking.First], Label(ranking.Second), Label(ranking.Third), ranking.Confidence, matcher.Decide(ranking));
        });
    }

    // Medians of three rounds over all rows, one thread, after a while of warming up.
    private static (double PerSecond, double P99Micros) Time(Matcher matcher, List<(string Text, string Label)> rows)
    {
        var (rates, tails) = (new List<double>(), new List<double>());
        var micros = new double[rows.Count];
        var warm = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(warm) < _warmUp && rows.Count > 0)
        {
            foreach (var (text, _) in rows)
                matcher.Rank(text);
        }

        for (var repeat = 0; repeat < Repeats && rows.Count > 0; repeat++)
        {
            var from = Stopwatch.GetTimestamp();
            for (var i = 0; i < micros.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                matcher.Rank(rows[i].Text);
                micros[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }

            rates.Add(micros.Length / Stopwatch.GetElapsedTime(from).TotalSeconds);
            Array.Sort(micros);
            tails.Add(micros[(int)(0.99 * (micros.Length - 1))]);
        }

        return (Median(rates), Median(tails));
    }

    private static double Median(List<double> values) => values.Count == 0 ? 0 : values.Order().ElementAt(values.Count / 2);
}
