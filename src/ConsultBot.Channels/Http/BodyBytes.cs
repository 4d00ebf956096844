namespace ConsultBot.Channels.Http;

/// <summary>A body as bytes of its own, never more than a limit.</summary>
/// <param name="Whole">False when the body goes on beyond the limit.</param>
internal readonly record struct BodyBytes(ReadOnlyMemory<byte> Bytes, bool Whole)
{
    private const int FirstGuess = 16 * 1024;

    /// <param name="length">What the other side announced; null when it did not.</param>
    /// <exception cref="IOException">The body ended before its announced length.</exception>
    public static async ValueTask<BodyBytes> Read(Stream stream, long? length, int limit, CancellationToken cancellationToken)
    {
        if (length is { } announced && announced <= limit)
        {
            var exact = new byte[announced];
            await stream.ReadExactlyAsync(exact, cancellationToken);
            return new BodyBytes(exact, true);
        }

        var buffer = new byte[Math.Min(FirstGuess, limit)];
        var used = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(used), cancellationToken);
            used += read;
            if (read == 0)
                return new BodyBytes(buffer.AsMemory(0, used), true);

            if (used == limit)
                return new BodyBytes(buffer, length is null && await stream.ReadAsync(new byte[1], cancellationToken) == 0);

            if (used == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, limit));
        }
    }
}
