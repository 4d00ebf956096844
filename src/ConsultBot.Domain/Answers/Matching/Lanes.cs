using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConsultBot.Domain.Answers.Matching;

/// <summary>Arithmetic on rows of floats whose length is a multiple of <see cref="Width"/>. Never across lanes, so that every machine gets the same.</summary>
internal static class Lanes
{
    public const int Width = 8;

    public static int Padded(int length) => (length + Width - 1) / Width * Width;

    /// <summary>y += a · x</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float a, ReadOnlySpan<float> x, Span<float> y)
    {
        var times = new Vector<float>(a);
        var from = MemoryMarshal.Cast<float, Vector<float>>(x);
        var to = MemoryMarshal.Cast<float, Vector<float>>(y);
        for (var i = 0; i < to.Length; i++)
            to[i] += times * from[i];
    }

    /// <summary>Turns scores into shares that add up to 1; only the first <paramref name="count"/> count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Softmax(Span<float> scores, int count, float sharpness)
    {
        var most = scores[0];
        for (var i = 1; i < count; i++)
            most = MathF.Max(most, scores[i]);

        var vectors = MemoryMarshal.Cast<float, Vector<float>>(scores);
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = Vector.Exp(sharpness * (vectors[i] - new Vector<float>(most)));

        scores[count..].Clear();
        var sum = 0f;
        for (var i = 0; i < count; i++)
            sum += scores[i];

        var share = new Vector<float>(1 / sum);
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] *= share;
    }
}
