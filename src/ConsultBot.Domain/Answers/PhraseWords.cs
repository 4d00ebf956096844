using System.Numerics;

namespace ConsultBot.Domain.Answers;

/// <summary>The different words of phrases, numbered.</summary>
internal sealed class PhraseWords
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<TypedWord> _words = [];

    // Words in which slips are forgiven, by length: a typed word meets only those it may be near to.
    private readonly List<List<(ulong Letters, int Number)>> _forgiving = [];

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
            while (_forgiving.Count <= word.Text.Length)
                _forgiving.Add([]);

            _forgiving[word.Text.Length].Add((word.Letters, number));
        }

        return number;
    }

    /// <summary>The numbers of the words that a typed one is near to.</summary>
    public int[] Near(TypedWord typed)
    {
        const int MostDifferent = 2 * EditDistance.MostForgiven;
        List<int>? found = null;
        var same = Find(typed.Text);
        var last = Math.Min(_forgiving.Count - 1, typed.Text.Length + EditDistance.MostForgiven);
        for (var length = Math.Max(1, typed.Text.Length - EditDistance.MostForgiven); length <= last; length++)
        {
            foreach (var (letters, number) in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_forgiving[length]))
            {
                if (BitOperations.PopCount(typed.Letters ^ letters) <= MostDifferent && number != same && typed.IsNear(_words[number]))
                    (found ??= []).Add(number);
            }
        }

        if (found is null)
            return same < 0 ? [] : [same];

        if (same >= 0)
            found.Add(same);

        return [.. found];
    }
}
