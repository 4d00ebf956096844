using ConsultBot.Domain.Answers;

namespace ConsultBot.Application.Evaluations;

/// <summary>Scores of a set of rows; shares from 0 to 1. <c>docs/answers.md</c> defines them.</summary>
internal static class Scores
{
    private const double Precision = 0.95;

    public static double Accuracy(IReadOnlyList<ScoredRow> rows, double theta = double.NegativeInfinity) =>
        Share(rows, row => row.InScope, row => row.Right && row.Confidence >= theta) ?? 0;

    public static double Top3(IReadOnlyList<ScoredRow> rows) => Share(rows, row => row.InScope, row => row.InThree) ?? 0;

    /// <summary>Null without rows out of scope.</summary>
    public static double? OosRecall(IReadOnlyList<ScoredRow> rows, double theta) =>
        Share(rows, row => !row.InScope, row => row.Confidence < theta);

    /// <summary>What was decided by the matcher's own thresholds.</summary>
    public static DecisionScore Decisions(IReadOnlyList<ScoredRow> rows) => new(
        Share(rows, row => row.InScope && row.Right, row => row.Decision == AnswerKind.Answer) ?? 0,
        Share(rows, _ => true, row => row.Decision == AnswerKind.Answer && !row.Right) ?? 0,
        Share(rows, row => !row.InScope, row => row.Decision == AnswerKind.Refuse));

    /// <summary>The chance that a row in scope is surer than one out of scope; ties half. Null without rows of both kinds.</summary>
    public static double? Auroc(IReadOnlyList<ScoredRow> rows)
    {
        var order = rows.OrderBy(row => row.Confidence).ToList();
        double positive = order.Count(row => row.InScope), negative = order.Count - positive, ranks = 0;
        if (positive == 0 || negative == 0)
            return null;

        for (var i = 0; i < order.Count;)
        {
            var next = i;
            while (next < order.Count && order[next].Confidence.Equals(order[i].Confidence))
                next++;

            var rank = (i + 1 + next) / 2.0;
            for (; i < next; i++)
                ranks += order[i].InScope ? rank : 0;
        }

        return (ranks - positive * (positive + 1) / 2) / (positive * negative);
    }

    /// <summary>The largest share of rows that can be answered so that 95 of 100 answers are right.</summary>
    public static double CoverageAt95(IReadOnlyList<ScoredRow> rows)
    {
        var order = rows.OrderByDescending(row => row.Confidence).ToList();
        int right = 0, best = 0;
        for (var i = 0; i < order.Count; i++)
        {
            right += order[i].Right ? 1 : 0;
            var tied = i + 1 < order.Count && order[i + 1].Confidence.Equals(order[i].Confidence);
            if (!tied && right >= Precision * (i + 1))
                best = i + 1;
        }

        return order.Count == 0 ? 0 : (double)best / order.Count;
    }

    /// <summary>The threshold with the highest plain accuracy, out of scope being one more label; the lowest of equals.</summary>
    public static double Larson(IReadOnlyList<ScoredRow> rows)
    {
        var order = rows.OrderBy(row => row.Confidence).ToList();
        var right = rows.Count(row => row.Right);
        var (best, theta) = (right, 0.0);
        for (var i = 0; i < order.Count; i++)
        {
            right += !order[i].InScope ? 1 : order[i].Right ? -1 : 0;
            var last = i + 1 == order.Count;
            if ((!last && order[i + 1].Confidence.Equals(order[i].Confidence)) || right <= best)
                continue;

            best = right;
            theta = last ? 1 : (order[i].Confidence + order[i + 1].Confidence) / 2;
        }

        return theta;
    }

    /// <summary>The highest threshold that refuses at most <paramref name="points"/> per cent of the rows in scope although right.</summary>
    public static double AtCost(IReadOnlyList<ScoredRow> rows, double points)
    {
        var right = rows.Where(row => row.InScope && row.Right).Select(row => row.Confidence).Order().ToList();
        return right.Count == 0 ? 0 : right[Math.Min(right.Count - 1, (int)Math.Floor(points / 100 * rows.Count(row => row.InScope)))];
    }

    private static double? Share(IReadOnlyList<ScoredRow> rows, Func<ScoredRow, bool> among, Func<ScoredRow, bool> counts)
    {
        var (all, some) = (0, 0);
        foreach (var row in rows.Where(among))
        {
            all++;
            some += counts(row) ? 1 : 0;
        }

        return all == 0 ? null : (double)some / all;
    }
}
