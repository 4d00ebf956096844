using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConsultBot.Domain.Answers.Matching;

/// <summary>Logistic regression over the signals: how sure it is that the best label is right.</summary>
internal sealed class Confidence
{
    private const int Steps = 7;

    // From the answer for all rows it is not far to the answer for most of them.
    private const int StepsFromNear = 3;

    private const int Width = 8;
    private const double Pull = 1;
    private const double ProductPull = 10;
    private const double Least = 1e-6;

    private readonly double[] _means;
    private readonly double[] _scales;
    private readonly double[] _weights;

    private Confidence(double[] means, double[] scales, double[] weights)
    {
        _means = means;
        _scales = scales;
        _weights = weights;
    }

    /// <param name="signals">Signals with their products, as many as there are.</param>
    public double Of(ReadOnlySpan<double> signals)
    {
        var sum = _weights[^1];
        for (var i = 0; i < _means.Length; i++)
            sum += _weights[i] * (signals[i] - _means[i]) * _scales[i];

        return 1 / (1 + Math.Exp(-sum));
    }

    /// <summary>Fits by Newton's steps; a strong pull to zero keeps the products in check.</summary>
    /// <param name="near">Fitted on nearly the same rows: where to begin.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Confidence Fit(IReadOnlyList<(double[] Signals, bool Right, double Weight)> rows, Confidence? near = null)
    {
        var width = rows[0].Signals.Length;
        var (means, scales) = near is null ? Standard(rows, width) : (near._means, near._scales);
        var standard = rows.Select(row => Standardised(row.Signals, means, scales)).ToArray();
        var size = width + 1;
        var stride = Padded(size);
        var weights = new double[stride];
        near?._weights.CopyTo(weights, 0);
        var curve = new double[size * stride];
        var slope = new double[stride];
        for (var step = 0; step < (near is null ? Steps : StepsFromNear); step++)
        {
            Array.Clear(curve);
            for (var i = 0; i < size; i++)
            {
                var pull = i == width ? Least : i < Matching.Signals.Count ? Pull : Pull * ProductPull;
                slope[i] = -pull * weights[i];
                curve[i * stride + i] = pull;
            }

            for (var at = 0; at < standard.Length; at++)
            {
                var row = standard[at];
                var sum = 0.0;
                for (var i = 0; i < size; i++)
                    sum += weights[i] * row[i];

                var share = 1 / (1 + Math.Exp(-sum));
                var bend = rows[at].Weight * Math.Max(Least, share * (1 - share));
                Add(rows[at].Weight * ((rows[at].Right ? 1 : 0) - share), row, slope);
                for (var i = 0; i < size; i++)
                    Add(bend * row[i], row.AsSpan(0, Padded(i + 1)), curve.AsSpan(i * stride));
            }

            Solve(curve, slope, size, stride);
            for (var i = 0; i < size; i++)
                weights[i] += slope[i];
        }

        return new Confidence(means, scales, weights[..size]);
    }

    private static double[] Standardised(double[] signals, double[] means, double[] scales)
    {
        var row = new double[Padded(signals.Length + 1)];
        for (var i = 0; i < signals.Length; i++)
            row[i] = (signals[i] - means[i]) * scales[i];

        row[signals.Length] = 1;
        return row;
    }

    private static int Padded(int length) => (length + Width - 1) / Width * Width;

    // to += a · from, as far as from goes
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(double a, ReadOnlySpan<double> from, Span<double> to)
    {
        var times = new Vector<double>(a);
        var source = MemoryMarshal.Cast<double, Vector<double>>(from);
        var target = MemoryMarshal.Cast<double, Vector<double>>(to[..from.Length]);
        for (var i = 0; i < target.Length; i++)
            target[i] += times * source[i];
    }

    private static (double[] Means, double[] Scales) Standard(IReadOnlyList<(double[] Signals, bool Right, double Weight)> rows, int width)
    {
        var (means, scales) = (new double[width], new double[width]);
        for (var i = 0; i < width; i++)
        {
            var mean = rows.Average(row => row.Signals[i]);
            var spread = Math.Sqrt(rows.Average(row => (row.Signals[i] - mean) * (row.Signals[i] - mean)));
            means[i] = mean;
            scales[i] = spread > 1e-9 ? 1 / spread : 0;
        }

        return (means, scales);
    }

    // Cholesky in place on the lower half; the answer replaces the right side.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Solve(double[] matrix, double[] right, int size, int stride)
    {
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i * stride + j];
                for (var k = 0; k < j; k++)
                    sum -= matrix[i * stride + k] * matrix[j * stride + k];

                matrix[i * stride + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / matrix[j * stride + j];
            }
        }

        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
                right[i] -= matrix[i * stride + k] * right[k];

            right[i] /= matrix[i * stride + i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
                right[i] -= matrix[k * stride + i] * right[k];

            right[i] /= matrix[i * stride + i];
        }
    }
}
