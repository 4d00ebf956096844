namespace ConsultBot.Domain.Answers;

/// <summary>How many typing errors lie between two words: a letter missing, added, changed, or two swapped.</summary>
public static class EditDistance
{
    /// <summary>Typing errors forgiven in a word of that length: none to 3 letters, one to 6, two beyond.</summary>
    public static int Forgiven(int length) => length switch
    {
        <= 3 => 0,
        <= 6 => 1,
        _ => 2,
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

        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            var swap = before;
            before = last;
            last = row;
            row = swap;
        }

        return last[b.Length] <= most;
    }
}
