using System.Security.Cryptography;
using System.Text;

namespace ConsultBot.Domain.Conversations;

/// <summary>The secret code beside a consultation's number: eight Crockford characters, stored as a keyed hash only.</summary>
public static class CheckCode
{
    public const int Length = 8;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The code that 8 random bytes make.</summary>
    public static string Make(ReadOnlySpan<byte> chance)
    {
        Span<char> code = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
            code[i] = Alphabet[chance[i] & 31];

        return new string(code);
    }

    /// <summary>As written in its one form: capitals, O as 0, I and L as 1, no spaces or dashes.</summary>
    public static string Normalise(string typed) => string.Concat(typed.ToUpperInvariant()
        .Where(c => !char.IsWhiteSpace(c) && c is not '-')
        .Select(c => c switch { 'O' or 'О' => '0', 'I' or 'L' => '1', _ => c }));

    /// <summary>Lower-case hex of HMAC-SHA256 over number, colon, code.</summary>
    public static string Hash(ReadOnlySpan<byte> key, string number, string code) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{number}:{Normalise(code)}")));

    /// <summary>Compares in constant time.</summary>
    public static bool Matches(ReadOnlySpan<byte> key, string number, string code, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(key, number, code)), Encoding.ASCII.GetBytes(hash));
}
