using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConsultBot.Domain.Answers.Matching;

/// <summary>
/// A weight for every feature and label, those of one feature side by side. Softmax regression that sees a random half of
/// each phrasing's features at a time, so that no single one decides; for texts, naive Bayes joins in.
/// </summary>
internal sealed class LinearModel
{
    private const float Sharpness = 5;
    private const float Rate = 0.25f;
    private const int Passes = 20;
    private const int PassesOfLargeSet = 14;
    private const int LargeSet = 5000;
    private const int ManyRows = 30;
    private const float Enough = 0.02f;

    private readonly float[] _weights;
    private readonly int _stride;

    public LinearModel(int features, int labels)
    {
        Labels = labels;
        _stride = Lanes.Padded(labels);
        _weights = new float[(long)features * _stride];
    }

    public int Labels { get; }

    public int Stride => _stride;

    public long Bytes => (long)_weights.Length * sizeof(float);

    public float Weight(int feature, int label) => _weights[(long)feature * _stride + label];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LinearModel Train(SparseRows rows, int features, int labels, float texts, ulong seed)
    {
        var model = new LinearModel(features, labels);
        var random = new SplitMix(seed);
        var order = Enumerable.Range(0, rows.Count).ToArray();
        var passes = rows.Count > LargeSet ? PassesOfLargeSet : Passes;
        var (ids, weights, shares) = (new int[8192], new float[8192], new float[model._stride]);
        var step = 0;
        for (var pass = 0; pass < passes; pass++)
        {
            random.Shuffle(order);
            foreach (var row in order)
            {
                var rate = Rate * rows.Importance[row] * (1 - (float)step++ / (passes * rows.Count));
                var count = Half(rows, row, random, ids, weights);
                model.Learn(ids.AsSpan(0, count), weights, shares, rows.Labels[row], rate);
            }
        }

        foreach (ref var weight in model._weights.AsSpan())
            weight *= Sharpness;

        if (rows.Count >= ManyRows * labels)
            model.AddMargins(rows, seed + 1);

        if (texts > 0)
            model.AddBayes(rows, texts);

        return model;
    }

    /// <summary>Adds the scores of a message to <paramref name="scores"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Score(ReadOnlySpan<int> ids, ReadOnlySpan<float> weights, Span<float> scores)
    {
        var width = 4 * Vector<float>.Count;
        var at = 0;
        for (; at + width <= _stride; at += width)
        {
            var (a, b, c, d) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
            for (var i = 0; i < ids.Length; i++)
            {
                var row = MemoryMarshal.Cast<float, Vector<float>>(_weights.AsSpan(ids[i] * _stride + at, width));
                var weight = new Vector<float>(weights[i]);
                d += weight * row[3];
                a += weight * row[0];
                b += weight * row[1];
                c += weight * row[2];
            }

            var into = MemoryMarshal.Cast<float, Vector<float>>(scores.Slice(at, width));
            into[0] += a;
            into[1] += b;
            into[2] += c;
            into[3] += d;
        }

        for (; at < _stride; at += Vector<float>.Count)
        {
            var sum = Vector<float>.Zero;
            for (var i = 0; i < ids.Length; i++)
                sum += new Vector<float>(weights[i]) * new Vector<float>(_weights.AsSpan(ids[i] * _stride + at));

            MemoryMarshal.Cast<float, Vector<float>>(scores[at..])[0] += sum;
        }
    }

    public Span<float> Row(int feature) => _weights.AsSpan(feature * _stride, _stride);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Half(SparseRows rows, int row, SplitMix random, int[] ids, float[] weights)
    {
        var allIds = rows.Ids(row);
        var allWeights = rows.Weights(row);
        var count = 0;
        var bits = 0UL;
        for (var i = 0; i < allIds.Length; i++)
        {
            bits = (i & 63) == 0 ? random.Next() : bits >> 1;
            ids[count] = allIds[i];
            weights[count] = 2 * allWeights[i];
            count += (int)(bits & 1);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Learn(ReadOnlySpan<int> ids, float[] weights, float[] shares, int label, float rate)
    {
        Array.Clear(shares);
        Score(ids, weights, shares);
        Lanes.Softmax(shares, Labels, Sharpness);
        if (1 - shares[label] < Enough)
            return;

        shares[label] -= 1;
        for (var i = 0; i < ids.Length; i++)
            Lanes.Add(-rate * weights[i], shares, Row(ids[i]));
    }

    private void AddMargins(SparseRows rows, ulong seed)
    {
        const float Share = 3;
        var margins = new LinearModel(_weights.Length / _stride, Labels);
        MarginTrainer.Train(margins, rows, seed);
        Lanes.Add(Share, margins._weights, _weights);
    }

    // How much less a feature weighs in the other labels' rows than in all.
    private void AddBayes(SparseRows rows, float share)
    {
        const float Smoothing = 0.1f;
        var features = _weights.Length / _stride;
        var sums = new float[_weights.Length];
        var totals = new float[Labels];
        var (all, columns) = (0f, new float[features]);
        for (var row = 0; row < rows.Count; row++)
        {
            var ids = rows.Ids(row);
            var weights = rows.Weights(row);
            var label = rows.Labels[row];
            for (var i = 0; i < ids.Length; i++)
            {
                sums[ids[i] * _stride + label] += weights[i];
                columns[ids[i]] += weights[i];
                totals[label] += weights[i];
                all += weights[i];
            }
        }

        for (var feature = 0; feature < features; feature++)
        {
            for (var label = 0; label < Labels; label++)
            {
                var at = feature * _stride + label;
                _weights[at] -= share * MathF.Log((columns[feature] - sums[at] + Smoothing) / (all - totals[label] + Smoothing * features));
            }
        }
    }
}
