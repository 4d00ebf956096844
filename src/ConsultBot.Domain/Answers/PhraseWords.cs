using System.Numerics;
using System.Runtime.InteropServices;

namespace ConsultBot.Domain.Answers;

/// <summary>The different words of phrases, numbered.</summary>
internal sealed class PhraseWords
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<TypedWord> _words = [];

    // Words in which one slip is forgiven, and two, each by length: a typed word meets only those it may be near to.
    private readonly List<List<(ulong Letters, int Number)>>[] _forgiving = [.. Enumerable.Range(0, EditDistance.MostForgiven).Select(_ => new List<List<(ulong, int)>>())];

    public TypedWord this[int number] => _words[number];

    /// <summary>-1 when no phrase has the word.</summary>
    public int Find(string text) => _numbers.TryGetValue(text, out var number) ? number : -1;

    public int FindOrAdd(TypedWord word)
    {
        if (_numbers.TryGetValue(word.Text, out var number))
            return number;

        number = _words.Count;
        _words.Add(word);
        _numbers[word.Text] = number;
        if (word.Forgiven > 0)
        {
            var lengths = _forgiving[word.Forgiven - 1];
            while (lengths.Count <= word.Text.Length)
                lengths.Add([]);

            lengths[word.Text.Length].Add((word.Letters, number));
        }

        return number;
    }

    /// <summary>The numbers of the words that a typed one is near to.</summary>
    public int[] Near(TypedWord typed)
    {
        List<int>? found = null;
        var same = Find(typed.Text);
        for (var slips = 1; slips <= EditDistance.MostForgiven; slips++)
        {
            var lengths = _forgiving[slips - 1];
            var last = Math.Min(lengths.Count - 1, typed.Text.Length + slips);
            for (var length = Math.Max(1, typed.Text.Length - slips); length <= last; length++)
            {
                foreach (var (letters, number) in CollectionsMarshal.AsSpan(lengths[length]))
                {
                    if (BitOperations.PopCount(typed.Letters ^ letters) <= 2 * slips && number != same && typed.IsNear(_words[number]))
                        (found ??= []).Add(number);
                }
            }
        }

        if (found is null)
            return same < 0 ? [] : [same];

        if (same >= 0)
            found.Add(same);

        return [.. found];
    }
}
