namespace ConsultBot.Application.Ports;

/// <summary>Randomness from outside, so that a seed can replace it.</summary>
public interface IChance
{
    void Fill(Span<byte> bytes);
}
