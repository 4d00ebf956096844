namespace ConsultBot.Domain.Registers;

/// <summary>What holds on which local day, found by binary search. Built once from dated rows.</summary>
internal sealed class Timeline<T>
    where T : class
{
    private readonly DateOnly[] _from;
    private readonly T?[] _held;

    private Timeline(DateOnly[] from, T?[] held)
    {
        _from = from;
        _held = held;
    }

    /// <summary>Makes one of half-open rows; where they overlap, the higher rank holds. Rows of one rank do not overlap.</summary>
    /// <param name="from">First day on which anything may hold; null = always.</param>
    /// <param name="to">First day from which nothing holds; null = never.</param>
    public static Timeline<T> Of(IEnumerable<Dated<T>> rows, int ranks, DateOnly? from = null, DateOnly? to = null)
    {
        var sorted = rows.OrderBy(row => row.From).ToList();
        var days = new SortedSet<DateOnly>(sorted.SelectMany(row => row.To is { } end ? new[] { row.From, end } : [row.From]));
        if (from is { } first)
            days.Add(first);
        if (to is { } last)
            days.Add(last);

        var running = new Dated<T>?[ranks];
        var (starts, held) = (new List<DateOnly>(days.Count), new List<T?>(days.Count));
        var next = 0;
        foreach (var day in days)
        {
            for (; next < sorted.Count && sorted[next].From <= day; next++)
                running[sorted[next].Rank] = sorted[next];

            var best = day < from || day >= to ? null : Array.FindLast(running, row => row is not null && (row.To is null || day < row.To))?.Value;
            if (held.Count > 0 && ReferenceEquals(held[^1], best))
                continue;

            starts.Add(day);
            held.Add(best);
        }

        return new Timeline<T>([.. starts], [.. held]);
    }

    /// <summary>What holds on a day; null where nothing does.</summary>
    public T? On(DateOnly day)
    {
        var at = Array.BinarySearch(_from, day);
        at = at < 0 ? ~at - 1 : at;
        return at < 0 ? null : _held[at];
    }

    /// <summary>The pieces in order, each from its first day up to the next one's; the last has no end.</summary>
    public IEnumerable<(DateOnly From, DateOnly? To, T? Held)> Pieces()
    {
        for (var i = 0; i < _from.Length; i++)
            yield return (_from[i], i + 1 < _from.Length ? _from[i + 1] : null, _held[i]);
    }
}

/// <summary>A row that holds on the local days [From, To).</summary>
/// <param name="Rank">From 0; the higher one holds where two overlap.</param>
internal sealed record Dated<T>(DateOnly From, DateOnly? To, int Rank, T Value);
