using ConsultBot.Domain.Answers.Matching;

namespace ConsultBot.Domain.Answers;

/// <summary>Phrases, compared with a message however it was typed: script, layout and typing errors do not matter.</summary>
public sealed class PhraseSet
{
    // Shorter words are grammar.
    private const int Telling = 3;

    private static readonly HashSet<string> _negations =
        [.. TypedText.WordsOf("емес не нужен not emes", KeyboardLayout.Typed).Select(word => word.Text)];

    private readonly PhraseWords _words;
    private readonly HashSet<int> _own = [];
    private readonly List<int[]> _phrases = [];
    private readonly Dictionary<int, List<int>> _byFirst = [];

    /// <summary>Phrases whose words nobody shares.</summary>
    public PhraseSet(IEnumerable<string> phrases)
        : this(phrases, new PhraseWords())
    {
    }

    internal PhraseSet(IEnumerable<string> phrases, PhraseWords words)
    {
        _words = words;
        foreach (var phrase in phrases)
        {
            var numbers = Array.ConvertAll(TypedText.WordsOf(phrase, KeyboardLayout.Typed), words.FindOrAdd);
            _phrases.Add(numbers);
            _own.UnionWith(numbers);
            if (numbers.Length == 0)
                continue;

            if (!_byFirst.TryGetValue(numbers[0], out var beginning))
                _byFirst[numbers[0]] = beginning = [];

            beginning.Add(_phrases.Count - 1);
        }
    }

    public static PhraseSet Empty { get; } = new([]);

    /// <summary>The phrases of one word, in the coarse alphabet.</summary>
    public IEnumerable<string> SingleWords => _phrases.Where(phrase => phrase.Length == 1).Select(phrase => _words[phrase[0]].Text);

    /// <summary>The whole message is one of the phrases; typing errors are forgiven by the length of each word.</summary>
    public bool IsWhole(TypedText text) => Whole(text) is not null;

    /// <summary>Number of the first phrase that the whole message is, courtesies aside; null when it is none.</summary>
    public int? Whole(TypedText text)
    {
        int? first = null;
        foreach (var reading in text.WithoutFillers)
        {
            if (Whole(reading) is { } found && !(found >= first))
                first = found;
        }

        return first;
    }

    /// <inheritdoc cref="IsWhole(TypedText)"/>
    public bool IsWhole(Reading reading) => Whole(reading) is not null;

    /// <summary>
    /// Telling words of the longest phrase that stands in the message in its order, with at most one word between; 0 when none
    /// does. A phrase that a negation follows does not count.
    /// </summary>
    /// <param name="without">Places in the message that are not looked at, as bits.</param>
    public int Longest(Reading reading, ulong without = 0)
    {
        var longest = 0;
        for (var place = 0; place < reading.Compared; place++)
        {
            if ((without >> place & 1) == 1)
                continue;

            foreach (var first in reading.Words[place].Near(_words))
            {
                if (!_byFirst.TryGetValue(first, out var beginning))
                    continue;

                foreach (var number in beginning)
                {
                    var phrase = _phrases[number];
                    var telling = Count(phrase);
                    if (telling > longest && (phrase.Length == 1 ? reading.Words[place].IsNearly(_words[first]) : Stands(phrase, reading, place, without)))
                        longest = telling;
                }
            }
        }

        return longest;
    }

    /// <summary>A phrase stands in the message, and none of the exceptions covers as much of it.</summary>
    /// <param name="other">Words that mean something else: one of them is no typing error of ours.</param>
    public bool IsIn(TypedText text, PhraseSet except, IReadOnlySet<string> other)
    {
        foreach (var reading in text.Readings)
        {
            var without = 0UL;
            for (var place = 0; place < reading.Compared; place++)
            {
                if (other.Contains(reading.Words[place].Text) && !_own.Contains(_words.Find(reading.Words[place].Text)))
                    without |= 1UL << place;
            }

            var longest = Longest(reading, without);
            if (longest > 0 && except.Longest(reading) < longest)
                return true;
        }

        return false;
    }

    private int? Whole(Reading reading)
    {
        int? first = null;
        if (reading.Words.Length == 0 || reading.Words.Length > reading.Compared)
            return first;

        foreach (var beginning in reading.Words[0].Near(_words))
        {
            if (!_byFirst.TryGetValue(beginning, out var numbers))
                continue;

            foreach (var number in numbers)
            {
                if (!(number >= first) && Is(_phrases[number], reading))
                    first = number;
            }
        }

        return first;
    }

    private int Count(int[] phrase)
    {
        var telling = 0;
        foreach (var word in phrase)
            telling += _words[word].Text.Length >= Telling ? 1 : 0;

        return Math.Max(1, telling);
    }

    private bool Is(int[] phrase, Reading reading)
    {
        if (phrase.Length != reading.Words.Length)
            return false;

        for (var place = 1; place < phrase.Length; place++)
        {
            if (Array.IndexOf(reading.Words[place].Near(_words), phrase[place]) < 0)
                return false;
        }

        return true;
    }

    private bool Stands(int[] phrase, Reading reading, int start, ulong without)
    {
        var (at, skipped) = (start + 1, 0);
        for (var found = 1; found < phrase.Length; at++)
        {
            if (at >= reading.Compared)
                return false;
            if ((without >> at & 1) == 0 && Array.IndexOf(reading.Words[at].Near(_words), phrase[found]) >= 0)
                found++;
            else if (++skipped > 1)
                return false;
        }

        return at >= reading.Words.Length || !_negations.Contains(reading.Words[at].Text);
    }
}
