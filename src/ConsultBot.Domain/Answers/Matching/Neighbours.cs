using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConsultBot.Domain.Answers.Matching;

/// <summary>How near a message comes to the phrasings of a label: the nearest, the three nearest, all together.</summary>
internal sealed class Neighbours
{
    /// <summary>Of labels with more phrasings, every second or third one is looked at.</summary>
    private const int MostOfLabel = 128;

    private readonly int[] _labelStarts;
    private readonly int[] _rows;
    private readonly int[] _starts;
    private readonly int[] _ids;
    private readonly float[] _weights;
    private readonly float[] _spread;

    private Neighbours(int[] labelStarts, int[] rows, int[] starts, int[] ids, float[] weights, float[] spread)
    {
        _labelStarts = labelStarts;
        _rows = rows;
        _starts = starts;
        _ids = ids;
        _weights = weights;
        _spread = spread;
    }

    public long Bytes => (long)sizeof(int) * (_labelStarts.Length + _rows.Length + _starts.Length + _ids.Length) + (long)sizeof(float) * (_weights.Length + _spread.Length);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Neighbours Build(SparseRows rows, Vocabulary vocabulary, int labels)
    {
        var byLabel = Enumerable.Range(0, labels).Select(_ => new List<int>()).ToArray();
        for (var row = 0; row < rows.Count; row++)
            byLabel[rows.Labels[row]].Add(row);

        List<int> kept = [], starts = [0], ids = [];
        List<float> weights = [];
        var labelStarts = new int[labels + 1];
        var spread = new float[labels];
        var sum = new Dictionary<int, float>();
        for (var label = 0; label < labels; label++)
        {
            sum.Clear();
            var every = (byLabel[label].Count + MostOfLabel - 1) / MostOfLabel;
            for (var i = 0; i < byLabel[label].Count; i += every)
            {
                kept.Add(byLabel[label][i]);
                AddUnit(rows, byLabel[label][i], vocabulary, ids, weights);
                for (var at = starts[^1]; at < ids.Count; at++)
                    sum[ids[at]] = sum.GetValueOrDefault(ids[at]) + weights[at];

                starts.Add(ids.Count);
            }

            labelStarts[label + 1] = kept.Count;
            spread[label] = MathF.Sqrt(sum.Values.Sum(weight => weight * weight));
        }

        return new Neighbours(labelStarts, [.. kept], [.. starts], [.. ids], [.. weights], spread);
    }

    /// <param name="message">The message's weights by feature, of length 1 over the compared ones.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Nearness Of(int label, float[] message)
    {
        float first = 0, second = 0, third = 0, sum = 0;
        var nearest = -1;
        for (var at = _labelStarts[label]; at < _labelStarts[label + 1]; at++)
        {
            var dot = 0f;
            for (var i = _starts[at]; i < _starts[at + 1]; i++)
                dot += message[_ids[i]] * _weights[i];

            sum += dot;
            if (dot > first)
                (first, second, third, nearest) = (dot, first, second, _rows[at]);
            else if (dot > second)
                (second, third) = (dot, second);
            else
                third = MathF.Max(third, dot);
        }

        return new Nearness(first, (first + second + third) / 3, _spread[label] > 0 ? sum / _spread[label] : 0, nearest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddUnit(SparseRows rows, int row, Vocabulary vocabulary, List<int> ids, List<float> weights)
    {
        var from = ids.Count;
        var squares = 0f;
        var rowIds = rows.Ids(row);
        var rowWeights = rows.Weights(row);
        for (var i = 0; i < rowIds.Length; i++)
        {
            if (!vocabulary.IsCompared(rowIds[i]))
                continue;

            ids.Add(rowIds[i]);
            weights.Add(rowWeights[i]);
            squares += rowWeights[i] * rowWeights[i];
        }

        var length = MathF.Sqrt(squares);
        for (var i = from; i < weights.Count; i++)
            weights[i] /= length;
    }
}

/// <param name="First">Likeness to the nearest phrasing, 0 to 1.</param>
/// <param name="Three">Mean likeness to the three nearest.</param>
/// <param name="All">Likeness to all phrasings together.</param>
/// <param name="Row">The nearest phrasing; -1 when none has anything in common.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Nearness(float First, float Three, float All, int Row);
