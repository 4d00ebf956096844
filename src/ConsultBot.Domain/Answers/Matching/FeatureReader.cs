using System.Runtime.CompilerServices;

namespace ConsultBot.Domain.Answers.Matching;

/// <summary>Words, pairs of words, letter groups and consonant skeletons of a message, as hashes. A buffer to fill again and again.</summary>
internal sealed class FeatureReader
{
    public const int Blocks = 4;

    private const int Most = 8192;
    private const int ShortestGroup = 2;
    private const int LongestGroup = 5;
    private const int ComparedGroup = 4;
    private const int ShortestStem = 3;
    private const int LongestStem = 7;
    private const ulong Prime = 0x9E3779B97F4A7C15;

    private readonly ulong[] _hashes = new ulong[Most];
    private readonly byte[] _blocks = new byte[Most];
    private readonly bool[] _compared = new bool[Most];
    private readonly char[] _skeleton = new char[CoarseText.MaxLength];

    public int Count { get; private set; }

    public ReadOnlySpan<ulong> Hashes => _hashes.AsSpan(0, Count);

    public ReadOnlySpan<byte> BlockOf => _blocks.AsSpan(0, Count);

    /// <summary>Whether a feature serves to compare two phrasings: words, pairs of words and groups of four letters.</summary>
    public ReadOnlySpan<bool> Compared => _compared.AsSpan(0, Count);

    /// <summary>The hash of a word as <see cref="Read"/> gives it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong WordHash(ReadOnlySpan<char> word) => Hash(word, 1);

    /// <summary>The hash of a word that is longer by a letter.</summary>
    public static ulong Longer(ulong hash, char next) => Mix(hash, next);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(CoarseText text)
    {
        Count = 0;
        var before = Mix(1, 7);
        for (var word = 0; word < text.WordCount; word++)
        {
            var hash = WordHash(text.Word(word));
            Add(hash, Block.Words);
            Add(Mix(before, hash), Block.Words);
            before = hash;
            if (text.Spelling(word) is var spelling and not 0)
                Add(spelling, Block.Words);

            Groups(text.Chars[(text.Start(word) - 1)..(text.End(word) + 1)], ShortestGroup, LongestGroup, 2, Block.Letters);
            Stems(text.Word(word));
            Skeleton(text.Word(word));
        }

        Add(Mix(before, 9), Block.Words);
    }

    private static ulong Hash(ReadOnlySpan<char> text, ulong seed)
    {
        var hash = seed;
        foreach (var c in text)
            hash = Mix(hash, c);

        return hash;
    }

    private static ulong Mix(ulong hash, ulong next)
    {
        hash = (hash ^ next) * Prime;
        return hash ^ (hash >> 29);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Groups(ReadOnlySpan<char> text, int shortest, int longest, ulong seed, Block block)
    {
        for (var start = 0; start < text.Length; start++)
        {
            var hash = seed;
            for (var length = 1; length <= longest && start + length <= text.Length; length++)
            {
                hash = Mix(hash, text[start + length - 1]);
                if (length >= shortest)
                    Add(Mix(hash, (ulong)length), block, block == Block.Letters && length == ComparedGroup);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Stems(ReadOnlySpan<char> word)
    {
        for (var length = ShortestStem; length <= LongestStem && length < word.Length; length++)
            Add(Hash(word[..length], 5), Block.Stems);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Skeleton(ReadOnlySpan<char> word)
    {
        const int Least = 3;
        var length = 0;
        _skeleton[length++] = ' ';
        foreach (var c in word)
        {
            if (c is not ('a' or 'e' or 'i' or 'o' or 'u') && c != _skeleton[length - 1])
                _skeleton[length++] = c;
        }

        if (length < Least)
            return;

        _skeleton[length++] = ' ';
        Groups(_skeleton.AsSpan(0, length), 3, 4, 3, Block.Skeletons);
        Add(Hash(_skeleton.AsSpan(0, length), 4), Block.Skeletons);
    }

    private void Add(ulong hash, Block block, bool compared = false)
    {
        if (Count >= Most)
            return;

        _hashes[Count] = hash;
        _compared[Count] = compared || block == Block.Words;
        _blocks[Count++] = (byte)block;
    }

    internal enum Block : byte
    {
        Words,
        Letters,
        Skeletons,
        Stems,
    }
}
