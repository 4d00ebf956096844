using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Answers;

/// <summary>
/// Tells Kazakh, Russian and English apart, Kazakh typed without its letters or in Latin too: letters first, then a
/// model of letter groups learnt from the pack's own words.
/// </summary>
public sealed class LanguageGuess
{
    private const int Longest = 3;
    private const double Smoothing = 0.5;

    // The least advantage, in nats a letter, at which a guess is made.
    private const double Least = 0.06;

    private readonly Dictionary<string, double[]> _weights;
    private readonly double[] _unseen;

    private LanguageGuess(Dictionary<string, double[]> weights, double[] unseen)
    {
        _weights = weights;
        _unseen = unseen;
    }

    public static LanguageGuess Learn(Pack pack)
    {
        var counts = new Dictionary<string, double[]>(StringComparer.Ordinal);
        var totals = new double[Languages.All.Count];
        foreach (var language in Languages.All)
        {
            foreach (var text in Sample(pack, language))
            {
                var words = TextNormaliser.Words(text);
                Count(words, language, counts, totals);
                if (language != Language.En)
                    Count([.. words.Select(ToLatin)], language, counts, totals);
            }
        }

        var unseen = totals.Select(total => Math.Log(Smoothing / (total + Smoothing * counts.Count))).ToArray();
        var weights = counts.ToDictionary(
            pair => pair.Key,
            pair => pair.Value.Select((count, i) => Math.Log((count + Smoothing) / (totals[i] + Smoothing * counts.Count))).ToArray(),
            StringComparer.Ordinal);
        return new LanguageGuess(weights, unseen);
    }

    /// <summary>Null when the words do not tell.</summary>
    public Language? Of(string text)
    {
        if (text.Any(c => "әғқңөұүһіӘҒҚҢӨҰҮҺІ".Contains(c, StringComparison.Ordinal)))
            return Language.Kk;

        var words = TextNormaliser.Words(text).Where(word => !word.Any(char.IsDigit)).ToList();
        var letters = words.Sum(word => word.Length);
        if (letters < 3)
            return null;

        var sums = new double[Languages.All.Count];
        foreach (var gram in words.SelectMany(Grams))
        {
            var weight = _weights.GetValueOrDefault(gram, _unseen);
            for (var i = 0; i < sums.Length; i++)
                sums[i] += weight[i];
        }

        var best = Languages.All.OrderByDescending(language => sums[(int)language]).ToList();
        return sums[(int)best[0]] - sums[(int)best[1]] > Least * letters ? best[0] : null;
    }

    private static IEnumerable<string> Sample(Pack pack, Language language) =>
        pack.Data.Topics.SelectMany(topic => topic.Phrasings.In(language).Append(topic.Title.In(language)))
            .Concat(pack.Data.Flows.SelectMany(flow => flow.Phrasings.In(language)))
            .Concat(pack.Data.Texts.Select(text => text.In(language).Source))
            .Concat(pack.Data.Lexicon.Intents.Values.SelectMany(words => words.In(language)));

    private static void Count(IReadOnlyList<string> words, Language language, Dictionary<string, double[]> counts, double[] totals)
    {
        foreach (var gram in words.Where(word => !word.Any(char.IsDigit)).SelectMany(Grams))
        {
            if (!counts.TryGetValue(gram, out var row))
                counts[gram] = row = new double[totals.Length];

            row[(int)language]++;
            totals[(int)language]++;
        }
    }

    private static IEnumerable<string> Grams(string word)
    {
        var padded = $" {word} ";
        for (var length = 2; length <= Longest; length++)
        {
            for (var i = 0; i + length <= padded.Length; i++)
                yield return padded.Substring(i, length);
        }

        yield return padded;
    }

    private static string ToLatin(string word) => string.Concat(word.Select(c => c switch
    {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' => "i",
        'й' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "h",
        'ц' => "c",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "sch",
        'ы' => "y",
        'э' => "e",
        'ю' => "yu",
        'я' => "ya",
        'ь' or 'ъ' => "",
        _ => c.ToString(),
    }));
}
