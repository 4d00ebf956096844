using System.Security.Cryptography;
using ConsultBot.Application.Ports;

namespace ConsultBot.Application.Privacy;

/// <summary>The operating system's randomness.</summary>
public sealed class SystemChance : IChance
{
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
