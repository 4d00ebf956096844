using ConsultBot.Application.Ports;

namespace ConsultBot.Desk.Web;

/// <summary>Ids that forms carry, so that a form sent twice is one input.</summary>
internal static class RequestId
{
    private const int Bytes = 12;
    private const int MaxLetters = 64;

    public static string New(IChance chance)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        chance.Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>The id as the form gave it; null when it is none.</summary>
    public static string? Read(string? typed) =>
        typed is { Length: > 0 and <= MaxLetters } && typed.All(char.IsAsciiLetterOrDigit) ? typed : null;
}
