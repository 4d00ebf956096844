using System.Security.Cryptography;
using System.Text;
using ConsultBot.Application.Ports;

namespace ConsultBot.Application.Consultations;

/// <summary>Compares a typed check code with the keyed hash that a consultation keeps.</summary>
public sealed class CheckCodes(ISecrets secrets)
{
    /// <summary>Name of the secret that keys the hashes.</summary>
    public const string SecretName = "check-codes";

    private const int Letters = 8;

    /// <summary>Whether the code belongs to the number. False for a consultation without a code.</summary>
    /// <param name="hash">Lower-case hex of HMAC-SHA256 over <c>NUMBER:CODE</c>; null when no code was given.</param>
    public bool Matches(string number, string code, string? hash)
    {
        // An absent hash costs the same work, so that time tells nothing.
        var computed = Hash(number, Normalise(code));
        return hash is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(computed), Encoding.UTF8.GetBytes(hash));
    }

    /// <summary>Upper case, without spaces and dashes, O read as 0, I and L as 1.</summary>
    public static string Normalise(string code)
    {
        var result = new StringBuilder(Letters);
        foreach (var letter in code)
        {
            if (char.IsWhiteSpace(letter) || letter == '-')
                continue;

            if (result.Length == Letters)
                return "";

            result.Append(char.ToUpperInvariant(letter) switch
            {
                'O' => '0',
                'I' or 'L' => '1',
                var other => other,
            });
        }

        return result.ToString();
    }

    private string Hash(string number, string code) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secrets.GetOrCreate(SecretName), Encoding.UTF8.GetBytes($"{number}:{code}")));
}
