namespace ConsultBot.Domain.Answers;

/// <summary>How many typing errors lie between two words: a letter missing, added, changed, or two swapped.</summary>
public static class EditDistance
{
    /// <summary>The most that <see cref="Forgiven"/> says.</summary>
    public const int MostForgiven = 2;

    /// <summary>Typing errors forgiven in a word of that length: none to 3 letters, one to 6, two beyond.</summary>
    public static int Forgiven(int length) => length switch
    {
        <= 3 => 0,
        <= 6 => 1,
        _ => MostForgiven,
    };

    public static bool Near(string word, string wanted) =>
        Near(word, wanted, Forgiven(wanted.Length));

    /// <param name="forgiven">The most errors.</param>
    public static bool Near(string word, string wanted, int forgiven) =>
        word == wanted || (forgiven > 0 && Within(word, wanted, forgiven));

    private static bool Within(string a, string b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most || a.Length > TextNormaliser.MaxWordLength || b.Length > TextNormaliser.MaxWordLength)
            return false;

        // What is alike at both ends costs nothing, and leaves little to compare.
        var same = a.AsSpan().CommonPrefixLength(b);
        ReadOnlySpan<char> left = a.AsSpan(same), right = b.AsSpan(same);
        while (left.Length > 0 && right.Length > 0 && left[^1] == right[^1])
        {
            left = left[..^1];
            right = right[..^1];
        }

        return left.Length == 0 || right.Length == 0 ? Math.Max(left.Length, right.Length) <= most : Between(left, right, most) <= most;
    }

    // More than the most allowed as soon as no way can be within it.
    private static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);

                least = Math.Min(least, row[j]);
            }

            // A swap reaches back over one row, so a row may be one too high and the next not.
            if (least > most + 1)
                return least;

            var swap = before;
            before = last;
            last = row;
            row = swap;
        }

        return last[b.Length];
    }
}
