using System.Runtime.InteropServices;

namespace ConsultBot.Domain.Answers.Matching;

/// <summary>From which confidence to answer, and from which to offer a choice.</summary>
public sealed record Thresholds(double Answer, double Clarify)
{
    // What each outcome costs the citizen, in questions asked back.
    private const double WrongAnswer = 4;
    private const double Choice = 1;
    private const double ChoiceWithoutTheRightOne = 2;
    private const double RefusedThoughKnown = 3;

    // Held-back labels make far more questions that nothing fits than citizens ask.
    private const double OutOfScopeShare = 0.6;

    /// <summary>For a set too small to fit on.</summary>
    public static Thresholds Default { get; } = new(0.6, 0.3);

    /// <summary>The pair that costs least on rows that the matcher has not seen.</summary>
    internal static Thresholds Fit(IReadOnlyList<Outcome> outcomes)
    {
        const int Steps = 50;
        var inScope = outcomes.Count(outcome => outcome.InScope);
        var outside = outcomes.Count - inScope;
        var weight = outside == 0 ? 0 : OutOfScopeShare * inScope / outside;

        // Costs of all rows whose confidence reaches a step and no further, by what would be done with them.
        var (answered, asked, refused) = (new double[Steps + 1], new double[Steps + 1], new double[Steps + 1]);
        foreach (var outcome in outcomes)
        {
            var reached = 0;
            while (reached < Steps && outcome.Confidence >= (double)(reached + 1) / Steps)
                reached++;

            var share = outcome.InScope ? 1 : weight;
            answered[reached] += outcome.Right ? 0 : share * WrongAnswer;
            asked[reached] += share * (outcome.InThree ? Choice : ChoiceWithoutTheRightOne);
            refused[reached] += outcome.InScope ? RefusedThoughKnown : 0;
        }

        var (best, least) = (Default, double.MaxValue);
        for (var answer = 1; answer < Steps; answer++)
        {
            for (var clarify = 1; clarify <= answer; clarify++)
            {
                var cost = Total(answered.AsSpan(answer)) + Total(asked.AsSpan(clarify, answer - clarify)) + Total(refused.AsSpan(0, clarify));
                if (cost < least)
                    (best, least) = (new Thresholds((double)answer / Steps, (double)clarify / Steps), cost);
            }
        }

        return best;
    }

    private static double Total(ReadOnlySpan<double> costs)
    {
        var sum = 0.0;
        foreach (var cost in costs)
            sum += cost;

        return sum;
    }
}

/// <summary>What came of a row that the matcher had not seen.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Outcome(double Confidence, bool Right, bool InThree, bool InScope);
