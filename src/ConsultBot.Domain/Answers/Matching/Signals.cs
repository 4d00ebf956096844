namespace ConsultBot.Domain.Answers.Matching;

/// <summary>What tells whether the best label is right, as numbers of about the same size.</summary>
internal static class Signals
{
    public const int Count = 14;

    /// <summary>With squares and products.</summary>
    public const int Expanded = Count + Count * (Count + 1) / 2;

    /// <summary>Writes the signals followed by their products.</summary>
    public static void Expand(Span<double> signals)
    {
        var at = Count;
        for (var i = 0; i < Count; i++)
        {
            for (var j = i; j < Count; j++)
                signals[at++] = signals[i] * signals[j];
        }
    }
}
