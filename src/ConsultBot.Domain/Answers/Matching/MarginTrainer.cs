using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConsultBot.Domain.Answers.Matching;

/// <summary>A linear support vector machine per label, by coordinate steps on the dual, for all labels of a row at once.</summary>
internal static class MarginTrainer
{
    private const int Passes = 6;
    private const float Slack = 0.5f;
    private const float Least = 1e-3f;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Train(LinearModel model, SparseRows rows, ulong seed)
    {
        var random = new SplitMix(seed);
        var order = Enumerable.Range(0, rows.Count).ToArray();
        var duals = new float[rows.Count * model.Stride];
        var (margins, steps) = (new float[model.Stride], new float[model.Stride]);
        for (var pass = 0; pass < Passes; pass++)
        {
            random.Shuffle(order);
            foreach (var row in order)
            {
                var ids = rows.Ids(row);
                var weights = rows.Weights(row);
                Array.Clear(margins);
                model.Score(ids, weights, margins);
                if (Step(duals.AsSpan(row * model.Stride, model.Stride), margins, steps, rows.Labels[row], Square(weights)) < Least)
                    continue;

                for (var i = 0; i < ids.Length; i++)
                    Lanes.Add(weights[i], steps, model.Row(ids[i]));
            }
        }
    }

    // Returns the longest step.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Step(Span<float> duals, Span<float> margins, Span<float> steps, int label, float square)
    {
        var (own, scale) = (duals[label], 1 / (square + Slack));
        var dual = MemoryMarshal.Cast<float, Vector<float>>(duals);
        var margin = MemoryMarshal.Cast<float, Vector<float>>(margins);
        var step = MemoryMarshal.Cast<float, Vector<float>>(steps);
        var longest = Vector<float>.Zero;
        for (var i = 0; i < dual.Length; i++)
        {
            var next = Vector.Max(dual[i] + (margin[i] + Vector<float>.One - Slack * dual[i]) * scale, Vector<float>.Zero);
            step[i] = dual[i] - next;
            dual[i] = next;
            longest = Vector.Max(longest, Vector.Abs(step[i]));
        }

        duals[label] = MathF.Max(own - (margins[label] - 1 + Slack * own) * scale, 0);
        steps[label] = duals[label] - own;
        var most = MathF.Abs(steps[label]);
        for (var i = 0; i < Vector<float>.Count; i++)
            most = MathF.Max(most, longest[i]);

        return most;
    }

    private static float Square(ReadOnlySpan<float> weights)
    {
        var sum = 0f;
        foreach (var weight in weights)
            sum += weight * weight;

        return sum;
    }
}
