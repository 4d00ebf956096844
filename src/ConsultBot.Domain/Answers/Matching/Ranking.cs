using System.Runtime.InteropServices;

namespace ConsultBot.Domain.Answers.Matching;

/// <summary>The best labels of a text by their number in <see cref="Matcher.Labels"/>; -1 where there is none.</summary>
/// <param name="Confidence">From 0 to 1: that the first is right.</param>
/// <param name="Likeness">To the nearest phrasing of the first, from 0 to 1.</param>
/// <param name="Rival">To the nearest phrasing of the second and third.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Ranking(
    int First, int Second, int Third, float FirstScore, float SecondScore, float ThirdScore, double Confidence, double Likeness, double Rival)
{
    internal Ranking(ReadOnlySpan<int> best, int found, ReadOnlySpan<float> scores)
        : this(
            best[0], found > 1 ? best[1] : -1, found > 2 ? best[2] : -1,
            scores[best[0]], found > 1 ? scores[best[1]] : 0, found > 2 ? scores[best[2]] : 0, 0, 0, 0)
    {
    }
}
