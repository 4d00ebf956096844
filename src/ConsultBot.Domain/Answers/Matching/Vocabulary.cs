using System.Runtime.CompilerServices;

namespace ConsultBot.Domain.Answers.Matching;

/// <summary>The features that the phrasings use, with their rarity; turns a message into weights.</summary>
internal sealed class Vocabulary
{
    // Where a phrasing brings fewer features than this that no other has, words come again and again.
    private const int FewNew = 8;

    private const long MostBytes = 40_000_000;

    private readonly FeatureTable _table;
    private readonly float[] _rarity;
    private readonly bool[] _compared;
    private readonly float[] _blockWeights;

    private Vocabulary(FeatureTable table, float[] rarity, bool[] compared, float[] blockWeights, float unseen)
    {
        _table = table;
        _rarity = rarity;
        _compared = compared;
        _blockWeights = blockWeights;
        Unseen = unseen;
    }

    public int Count => _rarity.Length;

    public long Bytes => _table.Bytes + (long)_rarity.Length * (sizeof(float) + sizeof(bool));

    /// <summary>The rarity of a word that no phrasing has.</summary>
    public float Unseen { get; }

    /// <summary>Words of a typical phrasing: above <see cref="MatcherOptions.LongText"/> they are texts rather than questions.</summary>
    public float MeanWords { get; private init; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vocabulary Build(IReadOnlyList<string> texts, int phrasings, int labels, MatchScratch scratch)
    {
        var table = new FeatureTable(4096);
        List<int> rows = [], last = [];
        List<bool> compared = [];
        var words = 0L;
        for (var row = 0; row < texts.Count; row++)
        {
            scratch.Text.Read(texts[row], KeyboardLayout.Typed);
            scratch.Features.Read(scratch.Text);
            words += row < phrasings ? scratch.Text.WordCount : 0;
            for (var i = 0; i < scratch.Features.Count; i++)
            {
                var id = table.FindOrAdd(scratch.Features.Hashes[i]);
                if (id == rows.Count)
                {
                    rows.Add(0);
                    last.Add(-1);
                    compared.Add(scratch.Features.Compared[i]);
                }

                if (last[id] == row)
                    continue;

                last[id] = row;
                rows[id]++;
            }
        }

        return Keep(table, rows, compared, texts.Count, labels, (float)words / Math.Max(1, phrasings));
    }

    private static Vocabulary Keep(FeatureTable table, List<int> rows, List<bool> compared, int count, int labels, float meanWords)
    {
        // Then a feature seen once costs a row of weights and says nothing.
        var repeating = rows.Count < FewNew * count;
        var least = repeating || (long)rows.Count * Lanes.Padded(labels) * sizeof(float) > MostBytes ? 2 : 1;
        var numbers = new int[rows.Count];
        var kept = 0;
        for (var id = 0; id < numbers.Length; id++)
            numbers[id] = rows[id] >= least ? kept++ : -1;

        var rarity = new float[kept];
        var keptCompared = new bool[kept];
        for (var id = 0; id < numbers.Length; id++)
        {
            if (numbers[id] < 0)
                continue;

            rarity[numbers[id]] = Rarity(count, rows[id], repeating);
            keptCompared[numbers[id]] = compared[id];
        }

        var texts = MatcherOptions.TextLikeness(meanWords);
        return new Vocabulary(table.Renumbered(numbers), rarity, keptCompared, [repeating ? 1.3f : 1f, 1f, 0.3f, 0.3f + 0.7f * texts], Rarity(count, 0, repeating))
        {
            MeanWords = meanWords,
        };
    }

    // Where words come again and again, training finds out which of them matter; else their rarity has to say it.
    private static float Rarity(int count, int rows, bool repeating)
    {
        var rarity = MathF.Log((1f + count) / (1f + rows)) + 1;
        return repeating ? MathF.Sqrt(rarity) : rarity;
    }

    public bool IsCompared(int id) => _compared[id];

    public float Rarity(int id) => _rarity[id];

    public int Find(ulong hash) => _table.Find(hash);

    /// <summary>Share of a message's letter groups of four that some phrasing has, each by its length.</summary>
    public float Known(FeatureReader features)
    {
        int known = 0, all = 0;
        for (var i = 0; i < features.Count; i++)
        {
            if (!features.Compared[i] || features.BlockOf[i] != (byte)FeatureReader.Block.Letters)
                continue;

            all++;
            if (_table.Find(features.Hashes[i]) >= 0)
                known++;
        }

        return all == 0 ? 0 : (float)known / all;
    }

    /// <summary>Writes the message's features and weights into the scratch, each block of length 1 times its weight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Weigh(MatchScratch scratch)
    {
        var (features, seen) = (scratch.Features, scratch.Seen(Count));
        Span<float> squares = stackalloc float[FeatureReader.Blocks];
        squares.Clear();
        var count = 0;
        for (var i = 0; i < features.Count; i++)
        {
            var id = _table.Find(features.Hashes[i]);
            if (id < 0 || seen[id])
                continue;

            seen[id] = true;
            scratch.Ids[count] = id;
            scratch.Blocks[count] = features.BlockOf[i];
            scratch.Weights[count++] = _rarity[id];
            squares[features.BlockOf[i]] += _rarity[id] * _rarity[id];
        }

        for (var block = 0; block < squares.Length; block++)
            squares[block] = squares[block] > 0 ? _blockWeights[block] / MathF.Sqrt(squares[block]) : 0;

        for (var i = 0; i < count; i++)
        {
            scratch.Weights[i] *= squares[scratch.Blocks[i]];
            seen[scratch.Ids[i]] = false;
        }

        scratch.Count = count;
    }
}
