using System.Text;

namespace ConsultBot.Domain.Answers;

/// <summary>Latin spellings of Kazakh and Russian words, read as folded Cyrillic.</summary>
internal static class Latin
{
    private static readonly (string From, string To)[] _pairs =
    [
        ("shch", "щ"), ("sch", "щ"), ("zh", "ж"), ("kh", "х"), ("gh", "г"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"),
        ("yu", "ю"), ("ya", "я"), ("yo", "е"), ("ye", "е"), ("iu", "ю"), ("ia", "я"), ("ng", "н"), ("ii", "ий"), ("iy", "ий"),
    ];

    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const string Sounds = "абцдефгхижклмнопкрстувукыз";

    public static string ToCyrillic(string word)
    {
        var text = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length;)
        {
            if (Pair(word, i) is { } pair)
            {
                text.Append(pair.To);
                i += pair.From.Length;
                continue;
            }

            var at = Letters.IndexOf(word[i], StringComparison.Ordinal);
            text.Append(at >= 0 ? Sounds[at] : word[i]);
            i++;
        }

        return text.ToString();
    }

    private static (string From, string To)? Pair(string word, int start)
    {
        foreach (var pair in _pairs)
        {
            if (string.CompareOrdinal(word, start, pair.From, 0, pair.From.Length) == 0)
                return pair;
        }

        return null;
    }
}
