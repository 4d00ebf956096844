using System.Text;

namespace ConsultBot.Domain.Answers;

/// <summary>
/// Makes differently typed words alike, for matching only; what is shown is always the text as typed. Kazakh letters
/// lose what a Russian keyboard lacks, repeated letters and marks collapse.
/// </summary>
public static class TextNormaliser
{
    /// <summary>Words longer than this are cut: nobody types them, and nothing may cost more for them.</summary>
    public const int MaxWordLength = 40;

    /// <summary>Further words are not looked at.</summary>
    public const int MaxWords = 200;

    /// <summary>The words in lower case, look-alikes mended, Kazakh letters folded; scripts stay as they are.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in Clean(text))
        {
            if (char.IsLetterOrDigit(c))
            {
                if (word.Length < MaxWordLength)
                    Append(word, Fold(c));

                continue;
            }

            if (c is '\'' or '’' or '-' or '\u0301')
                continue;

            Flush(words, word);
            if (words.Count >= MaxWords)
                return words;
        }

        Flush(words, word);
        return JoinSpelledOut(words);
    }

    /// <summary>Kazakh letters and accented Latin ones become what everybody's keyboard has.</summary>
    public static char Fold(char c) => c switch
    {
        'ә' => 'а',
        'ғ' => 'г',
        'қ' => 'к',
        'ң' => 'н',
        'ө' => 'о',
        'ұ' or 'ү' => 'у',
        'һ' => 'х',
        'і' or 'ї' => 'и',
        'ё' => 'е',
        'ä' or 'á' or 'à' => 'a',
        'ğ' or 'ǵ' => 'g',
        'ñ' or 'ń' => 'n',
        'ö' or 'ó' => 'o',
        'ü' or 'ū' or 'ú' => 'u',
        'ş' => 's',
        'ı' => 'y',
        'ý' => 'u',
        'é' => 'e',
        _ => c,
    };

    private static string Clean(string text)
    {
        var lower = text.ToLowerInvariant();
        return lower.IsNormalized(NormalizationForm.FormC) ? lower : lower.Normalize(NormalizationForm.FormC);
    }

    // A letter three times in a row is somebody shouting: two are kept.
    private static void Append(StringBuilder word, char c)
    {
        if (word.Length >= 2 && word[^1] == c && word[^2] == c && !char.IsDigit(c))
            return;

        word.Append(c);
    }

    private static void Flush(List<string> words, StringBuilder word)
    {
        if (word.Length == 0)
            return;

        words.Add(MendLookAlikes(word.ToString()));
        word.Clear();
    }

    // A word with Cyrillic letters has no Latin ones: they were typed on the wrong layout and look the same.
    private static string MendLookAlikes(string word)
    {
        if (!word.Any(c => c is >= '\u0400' and <= '\u04FF') || !word.Any(char.IsAsciiLetter))
            return word;

        var mended = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            var at = "aceopxyikmthb".IndexOf(c, StringComparison.Ordinal);
            mended.Append(at >= 0 ? "асеорхуикмтнв"[at] : c);
        }

        return mended.ToString();
    }

    // "о п е р а т о р" is one word.
    private static List<string> JoinSpelledOut(List<string> words)
    {
        if (words.Count < 4 || words.Exists(word => word.Length > 1) || words.TrueForAll(word => char.IsDigit(word[0])))
            return words;

        return [string.Concat(words)];
    }
}
