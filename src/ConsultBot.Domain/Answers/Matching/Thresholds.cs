using System.Runtime.InteropServices;

namespace ConsultBot.Domain.Answers.Matching;

/// <summary>From which confidence to answer, and from which to offer a choice.</summary>
public sealed record Thresholds(double Answer, double Clarify)
{
    // What each outcome costs the citizen, in questions asked back.
    private const double WrongAnswer = 6;
    private const double Choice = 1;
    private const double ChoiceWithoutTheRightOne = 2.5;
    private const double RefusedThoughKnown = 3;

    // Held-back labels make far more questions that nothing fits than citizens ask.
    private const double OutOfScopeShare = 0.25;

    /// <summary>For a set too small to fit on.</summary>
    public static Thresholds Default { get; } = new(0.6, 0.3);

    /// <summary>The pair that costs least on rows that the matcher has not seen.</summary>
    internal static Thresholds Fit(IReadOnlyList<Outcome> outcomes)
    {
        const int Steps = 50;
        var inScope = outcomes.Count(outcome => outcome.InScope);
        var outside = outcomes.Count - inScope;
        var weight = outside == 0 ? 0 : OutOfScopeShare * inScope / outside;
        var best = Default;
        var least = double.MaxValue;
        for (var answer = 1; answer < Steps; answer++)
        {
            for (var clarify = 1; clarify <= answer; clarify++)
            {
                var pair = new Thresholds((double)answer / Steps, (double)clarify / Steps);
                var cost = outcomes.Sum(outcome => (outcome.InScope ? 1 : weight) * pair.Cost(outcome));
                if (cost < least)
                    (best, least) = (pair, cost);
            }
        }

        return best;
    }

    private double Cost(Outcome outcome)
    {
        if (outcome.Confidence >= Answer)
            return outcome.Right ? 0 : WrongAnswer;
        if (outcome.Confidence >= Clarify)
            return outcome.InThree ? Choice : ChoiceWithoutTheRightOne;

        return outcome.InScope ? RefusedThoughKnown : 0;
    }
}

/// <summary>What came of a row that the matcher had not seen.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Outcome(double Confidence, bool Right, bool InThree, bool InScope);
