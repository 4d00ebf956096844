using System.Numerics;
using ConsultBot.Domain.Answers.Matching;

namespace ConsultBot.Domain.Answers;

/// <summary>Phrases of the lexicon, compared with a message however it was typed: script, layout and typing errors do not matter.</summary>
public sealed class PhraseSet
{
    // A message's words are looked at as the bits of one number.
    private const int MostWords = 64;

    private static readonly HashSet<string> _negations = [.. Coarse("емес не нужен not"), "emes"];

    private readonly Word[] _words;
    private readonly int[][] _phrases;

    public PhraseSet(IEnumerable<string> phrases)
    {
        var words = new List<Word>();
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var list = new List<int[]>();
        foreach (var phrase in phrases)
        {
            var numbers = new List<int>();
            foreach (var word in Words(phrase, KeyboardLayout.Typed))
            {
                if (!ids.TryGetValue(word.Text, out var id))
                {
                    ids[word.Text] = id = words.Count;
                    words.Add(word);
                }

                numbers.Add(id);
            }

            if (numbers.Count > 0)
                list.Add([.. numbers]);
        }

        _words = [.. words];
        _phrases = [.. list];
    }

    public static PhraseSet Empty { get; } = new([]);

    /// <summary>The message's words as typed, then as if typed on the other layout; in the coarse alphabet.</summary>
    public static Word[][] Readings(string text)
    {
        var typed = Words(text, KeyboardLayout.Typed);
        var other = KeyboardLayout.Other(text);
        return other == KeyboardLayout.Cyrillic && text.Contains('-', StringComparison.Ordinal)
            ? [typed, Words(text, other), Words(text, KeyboardLayout.Russian)]
            : [typed, Words(text, other)];
    }

    /// <summary>The readings, and each once more without greetings, "please" and the like where there are any.</summary>
    public static Word[][] ReadingsWithoutFillers(string text)
    {
        var readings = Readings(text).ToList();
        for (var i = readings.Count - 1; i >= 0; i--)
        {
            var bare = Fillers.Strip(readings[i]);
            if (bare.Length > 0 && bare.Length < readings[i].Length)
                readings.Add(bare);
        }

        return [.. readings];
    }

    /// <summary>The whole message is one of the phrases; typing errors are forgiven by the length of each word.</summary>
    public bool IsWhole(string text) => Array.Exists(ReadingsWithoutFillers(text), IsWhole);

    public bool IsWhole(Word[] words)
    {
        if (words.Length is 0 or > MostWords || _words.Length == 0)
            return false;

        Span<ulong> near = stackalloc ulong[_words.Length];
        Compare(words, near);
        foreach (var phrase in _phrases)
        {
            if (phrase.Length == words.Length && Same(phrase, near))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Words of the longest phrase that stands in the message in its order, with at most one word between; 0 when none does.
    /// A phrase that a negation follows does not count.
    /// </summary>
    public int Longest(Word[] words)
    {
        if (words.Length > MostWords)
            words = words[..MostWords];

        Span<ulong> near = stackalloc ulong[_words.Length];
        Compare(words, near);
        var longest = 0;
        foreach (var phrase in _phrases)
        {
            if (phrase.Length > longest && phrase.Length <= words.Length
                && (phrase.Length > 1 ? Holds(phrase, near, words) : IsAmong(words, _words[phrase[0]])))
            {
                longest = phrase.Length;
            }
        }

        return longest;
    }

    /// <summary>A phrase stands in the message, and none of the exceptions covers as much of it.</summary>
    public bool IsIn(string text, PhraseSet except)
    {
        foreach (var words in Readings(text))
        {
            var longest = Longest(words);
            if (longest > 0 && except.Longest(words) < longest)
                return true;
        }

        return false;
    }

    // For each word of the phrases the places where it stands in the message.
    private void Compare(Word[] words, Span<ulong> near)
    {
        for (var i = 0; i < near.Length; i++)
        {
            near[i] = 0;
            for (var place = 0; place < words.Length; place++)
            {
                if (words[place].IsNear(_words[i]))
                    near[i] |= 1UL << place;
            }
        }
    }

    private static bool Same(int[] phrase, ReadOnlySpan<ulong> near)
    {
        for (var i = 0; i < phrase.Length; i++)
        {
            if ((near[phrase[i]] >> i & 1) == 0)
                return false;
        }

        return true;
    }

    // A single word is easily near to another one: спасите and спасибо.
    private static bool IsAmong(Word[] words, Word wanted)
    {
        foreach (var word in words)
        {
            if (word.IsNearly(wanted))
                return true;
        }

        return false;
    }

    private static bool Holds(int[] phrase, ReadOnlySpan<ulong> near, Word[] words)
    {
        for (var starts = near[phrase[0]]; starts != 0; starts &= starts - 1)
        {
            var end = End(phrase, near, BitOperations.TrailingZeroCount(starts));
            if (end > 0 && end <= words.Length && !(end < words.Length && _negations.Contains(words[end].Text)))
                return true;
        }

        return false;
    }

    // The place after the phrase's last word; 0 when it does not stand there.
    private static int End(int[] phrase, ReadOnlySpan<ulong> near, int start)
    {
        var (at, skipped) = (start + 1, 0);
        for (var found = 1; found < phrase.Length; at++)
        {
            if (at >= MostWords)
                return 0;
            if ((near[phrase[found]] >> at & 1) == 1)
                found++;
            else if (++skipped > 1)
                return 0;
        }

        return at;
    }

    private static IEnumerable<string> Coarse(string text) => Words(text, KeyboardLayout.Typed).Select(word => word.Text);

    private static Word[] Words(string text, KeyboardLayout layout)
    {
        var buffer = MatchScratch.Own.Text;
        buffer.Read(text, layout, keepDoubled: true);
        var words = new Word[buffer.WordCount];
        for (var i = 0; i < words.Length; i++)
            words[i] = new Word(buffer.Word(i).ToString(), buffer.Typed(i));

        return words;
    }

    /// <summary>A word with a mask of its letters, which tells most different words apart at once.</summary>
    public readonly struct Word(string text, int typed)
    {
        // A word of so few letters must at least begin alike.
        private const int Short = 3;

        private readonly ulong _letters = Letters(text);

        private readonly int _forgiven = EditDistance.Forgiven(Math.Max(text.Length, typed));

        public string Text { get; } = text;

        public bool IsNear(Word wanted)
        {
            var forgiven = wanted._forgiven;
            return Math.Abs(Text.Length - wanted.Text.Length) <= forgiven
                && BitOperations.PopCount(_letters ^ wanted._letters) <= 2 * forgiven
                && (wanted.Text.Length > Short || (Text.Length > 0 && Text[0] == wanted.Text[0]))
                && EditDistance.Near(Text, wanted.Text, forgiven);
        }

        /// <summary>The same word, or one slip in five letters and more after the first.</summary>
        public bool IsNearly(Word wanted)
        {
            const int LongEnough = 5;
            return Text == wanted.Text
                || (wanted.Text.Length >= LongEnough && Text.Length > 0 && Text[0] == wanted.Text[0] && EditDistance.Near(Text, wanted.Text, 1));
        }

        private static ulong Letters(string text)
        {
            var mask = 0UL;
            foreach (var c in text)
                mask |= 1UL << (c & 63);

            return mask;
        }
    }
}
