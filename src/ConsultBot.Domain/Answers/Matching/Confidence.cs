namespace ConsultBot.Domain.Answers.Matching;

/// <summary>Logistic regression over the signals: how sure it is that the best label is right.</summary>
internal sealed class Confidence
{
    private const int Steps = 12;

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
    /// <param name="pull">For the signals; products feel it <paramref name="productPull"/> times.</param>
    public static Confidence Fit(IReadOnlyList<(double[] Signals, bool Right, double Weight)> rows, double pull, double productPull)
    {
        var width = rows[0].Signals.Length;
        var (means, scales) = Standard(rows, width);
        var size = width + 1;
        var weights = new double[size];
        var row = new double[size];
        for (var step = 0; step < Steps; step++)
        {
            var (slope, curve) = (new double[size], new double[size * size]);
            for (var i = 0; i < size; i++)
            {
                var own = i == width ? 1e-6 : i < Matching.Signals.Count ? pull : pull * productPull;
                slope[i] = -own * weights[i];
                curve[i * size + i] = own;
            }

            foreach (var (signals, right, weight) in rows)
            {
                var sum = weights[width];
                for (var i = 0; i < width; i++)
                {
                    row[i] = (signals[i] - means[i]) * scales[i];
                    sum += weights[i] * row[i];
                }

                row[width] = 1;
                var share = 1 / (1 + Math.Exp(-sum));
                var error = weight * ((right ? 1 : 0) - share);
                var bend = weight * Math.Max(1e-6, share * (1 - share));
                for (var i = 0; i < size; i++)
                {
                    slope[i] += error * row[i];
                    var scaled = bend * row[i];
                    for (var j = 0; j <= i; j++)
                        curve[i * size + j] += scaled * row[j];
                }
            }

            Solve(curve, slope, size);
            for (var i = 0; i < size; i++)
                weights[i] += slope[i];
        }

        return new Confidence(means, scales, weights);
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
    private static void Solve(double[] matrix, double[] right, int size)
    {
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i * size + j];
                for (var k = 0; k < j; k++)
                    sum -= matrix[i * size + k] * matrix[j * size + k];

                matrix[i * size + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / matrix[j * size + j];
            }
        }

        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
                right[i] -= matrix[i * size + k] * right[k];

            right[i] /= matrix[i * size + i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
                right[i] -= matrix[k * size + i] * right[k];

            right[i] /= matrix[i * size + i];
        }
    }
}
