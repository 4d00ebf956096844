namespace ConsultBot.Domain.Queues;

/// <summary>One honest number for how long a citizen waits.</summary>
public static class ExpectedWait
{
    private const int LeastSamples = 5;
    private const double WidestSpread = 6;

    /// <summary>
    /// Median of the recent waits in minutes, rounded up: under 10 to 1, under 60 to 5, over to 15. Null when there are
    /// fewer than five or they differ too much to say anything.
    /// </summary>
    public static int? Minutes(IReadOnlyList<TimeSpan> recentWaits)
    {
        if (recentWaits.Count < LeastSamples)
            return null;

        var sorted = recentWaits.Select(wait => Math.Max(1, wait.TotalMinutes)).Order().ToArray();
        var (low, high) = (sorted[sorted.Length / 4], sorted[sorted.Length * 3 / 4]);
        if (high / low > WidestSpread)
            return null;

        var median = sorted[sorted.Length / 2];
        var step = median < 10 ? 1 : median < 60 ? 5 : 15;
        return (int)(Math.Ceiling(median / step) * step);
    }
}
