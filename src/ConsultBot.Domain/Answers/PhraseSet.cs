using System.Numerics;

namespace ConsultBot.Domain.Answers;

/// <summary>Phrases of the lexicon, compared with a message however it was typed.</summary>
public sealed class PhraseSet
{
    private readonly Word[][] _phrases;

    public PhraseSet(IEnumerable<string> phrases) =>
        _phrases = [.. phrases.Select(phrase => Words(TextNormaliser.Words(phrase))).Where(words => words.Length > 0)];

    public static PhraseSet Empty { get; } = new([]);

    /// <summary>The phrases of one word.</summary>
    public IEnumerable<string> SingleWords => _phrases.Where(phrase => phrase.Length == 1).Select(phrase => phrase[0].Text);

    /// <summary>The message as typed, Latin as Cyrillic, and on the other layout.</summary>
    public static Word[][] Readings(string text)
    {
        var typed = TextNormaliser.Words(text);
        return typed.Any(TextNormaliser.IsLatin)
            ? [Words(typed), Words(TextNormaliser.FromLatin(typed)), Words(TextNormaliser.OtherLayout(text))]
            : [Words(typed)];
    }

    /// <summary>The whole message is one of the phrases; typing errors are forgiven by the length of each word.</summary>
    public bool IsWhole(string text) => Array.Exists(Readings(text), IsWhole);

    public bool IsWhole(Word[] words) => words.Length > 0 && Array.Exists(_phrases, phrase => Same(words, phrase));

    /// <summary>
    /// Words of the longest phrase that stands in the message in its order, with at most one word between; 0 when none does.
    /// </summary>
    public int Longest(Word[] words)
    {
        var longest = 0;
        foreach (var phrase in _phrases)
        {
            if (phrase.Length > longest && Holds(words, phrase))
                longest = phrase.Length;
        }

        return longest;
    }

    /// <summary>A phrase stands in the message, and none of the exceptions covers as much of it.</summary>
    /// <param name="other">Words that mean something else: one of them is no typing error of ours.</param>
    public bool IsIn(string text, PhraseSet except, IReadOnlySet<string> other)
    {
        foreach (var typed in Readings(text))
        {
            var words = Array.ConvertAll(typed, word => other.Contains(word.Text) && !Has(word.Text) ? new Word("") : word);
            var longest = Longest(words);
            if (longest > 0 && except.Longest(typed) < longest)
                return true;
        }

        return false;
    }

    private bool Has(string word) => Array.Exists(_phrases, phrase => Array.Exists(phrase, own => own.Text == word));

    private static bool Same(Word[] words, Word[] phrase)
    {
        if (words.Length != phrase.Length)
            return false;

        for (var i = 0; i < words.Length; i++)
        {
            if (!words[i].IsNear(phrase[i]))
                return false;
        }

        return true;
    }

    private static bool Holds(Word[] words, Word[] phrase)
    {
        for (var start = 0; start + phrase.Length <= words.Length; start++)
        {
            if (words[start].IsNear(phrase[0]) && Follows(words, start + 1, phrase))
                return true;
        }

        return false;
    }

    private static bool Follows(Word[] words, int at, Word[] phrase)
    {
        var found = 1;
        var skipped = 0;
        for (; at < words.Length && found < phrase.Length && skipped <= 1; at++)
        {
            if (words[at].IsNear(phrase[found]))
                found++;
            else
                skipped++;
        }

        return found == phrase.Length;
    }

    private static Word[] Words(IReadOnlyList<string> words)
    {
        var result = new Word[words.Count];
        for (var i = 0; i < result.Length; i++)
            result[i] = new Word(words[i]);

        return result;
    }

    /// <summary>A word with a mask of its letters, which tells most different words apart at once.</summary>
    public readonly struct Word(string text)
    {
        private readonly ulong _letters = Letters(text);

        public string Text { get; } = text;

        public bool IsNear(Word wanted)
        {
            var forgiven = EditDistance.Forgiven(wanted.Text.Length);
            return Math.Abs(Text.Length - wanted.Text.Length) <= forgiven
                && BitOperations.PopCount(_letters ^ wanted._letters) <= 2 * forgiven
                && EditDistance.Near(Text, wanted.Text);
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
