using System.Security.Cryptography;
using ConsultBot.Application.Ports;

namespace ConsultBot.Application.Privacy;

/// <summary>The operating system's randomness, fetched by the page: a call for a few bytes costs as much as one for many.</summary>
public sealed class SystemChance : IChance
{
    private const int Page = 4096;

    private readonly Lock _lock = new();
    private readonly byte[] _page = new byte[Page];
    private int _used = Page;

    public void Fill(Span<byte> bytes)
    {
        if (bytes.Length > Page)
        {
            RandomNumberGenerator.Fill(bytes);
            return;
        }

        lock (_lock)
        {
            if (_used + bytes.Length > Page)
            {
                RandomNumberGenerator.Fill(_page);
                _used = 0;
            }

            // What was given out is not kept.
            var fresh = _page.AsSpan(_used, bytes.Length);
            fresh.CopyTo(bytes);
            fresh.Clear();
            _used += bytes.Length;
        }
    }
}
