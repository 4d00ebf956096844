using ConsultBot.Application.Ports;

namespace ConsultBot.Storage.Tests.Conformance;

/// <summary>Random bytes that are the same in each run.</summary>
internal sealed class Seed(int value = 1) : IChance
{
    private readonly Random _random = new(value);

    public void Fill(Span<byte> bytes) => _random.NextBytes(bytes);
}
