using System.Runtime.CompilerServices;

namespace ConsultBot.Domain.Answers.Matching;

/// <summary>Finds the known word that a misspelt one stands for: one letter missing, added, changed, or two swapped.</summary>
internal sealed class Spelling
{
    /// <summary>Shorter words have too many neighbours.</summary>
    private const int Shortest = 5;

    private const int Longest = 32;
    private const ulong Seed = 23;

    private readonly FeatureTable _forms = new(1024);
    private readonly List<int> _wordOf = [];
    private readonly List<string> _words = [];

    public long Bytes => _forms.Bytes + (long)sizeof(int) * _wordOf.Count + _words.Sum(word => 32L + 2 * word.Length);

    /// <summary>Learns words; of two that a slip may stand for, the one learnt first wins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<char> word)
    {
        if (word.Length is < Shortest or > Longest || !IsLetters(word) || Find(word) == 0)
            return;

        _words.Add(word.ToString());
        AddForm(Hash(word, -1), _words.Count - 1);
        for (var gone = 0; gone < word.Length; gone++)
            AddForm(Hash(word, gone), _words.Count - 1);
    }

    /// <summary>Null when the word is known, short, or near to none.</summary>
    public string? Mend(ReadOnlySpan<char> word)
    {
        if (word.Length is < Shortest - 1 or > Longest || !IsLetters(word))
            return null;

        for (var gone = -1; gone < word.Length; gone++)
        {
            var form = _forms.Find(Hash(word, gone));
            if (form >= 0 && Math.Abs(_words[_wordOf[form]].Length - word.Length) <= 1)
                return _words[_wordOf[form]];
        }

        return null;
    }

    private int Find(ReadOnlySpan<char> word) =>
        _forms.Find(Hash(word, -1)) is var form and >= 0 && word.SequenceEqual(_words[_wordOf[form]]) ? 0 : -1;

    private void AddForm(ulong hash, int word)
    {
        if (_forms.FindOrAdd(hash) == _wordOf.Count)
            _wordOf.Add(word);
    }

    private static bool IsLetters(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (char.IsAsciiDigit(c))
                return false;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Hash(ReadOnlySpan<char> word, int without)
    {
        var hash = Seed;
        for (var i = 0; i < word.Length; i++)
        {
            if (i == without)
                continue;

            hash = (hash ^ word[i]) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 29;
        }

        return hash;
    }
}
