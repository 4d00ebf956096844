using System.Security.Cryptography;
using System.Text;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Domain.Messages;

/// <summary>
/// The short code by which anybody can ask whether a message is ours, such as <c>7K3M9-Q2T8X</c>: ten Crockford characters
/// that only the installation's key can make.
/// </summary>
public static class MessageCode
{
    private const int Length = 10;
    private const int Half = Length / 2;
    private const int LongestTyped = 24;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly LocalText _words = new("Хабарлама коды: ", "Код сообщения: ", "Message code: ");

    /// <param name="chance">The turn's random bytes.</param>
    /// <param name="index">Place of the message in its turn.</param>
    public static string Make(ReadOnlySpan<byte> key, ReadOnlySpan<byte> chance, int index)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, [.. "message"u8, .. chance, (byte)index], hash);
        Span<char> code = stackalloc char[Length + 1];
        for (var i = 0; i < Length; i++)
            code[i < Half ? i : i + 1] = Alphabet[hash[i] & 31];

        code[Half] = '-';
        return new string(code);
    }

    /// <summary>The line that stands in a message.</summary>
    public static string Line(string code, Language language) => _words.In(language) + code;

    /// <summary>A typed code in its one form; null when the whole text is none. A phone and a plain word are none.</summary>
    public static string? Read(string? typed)
    {
        // Most of what people type is no code: that costs nothing.
        if (typed is null || typed.Length is < Length or > LongestTyped || !typed.All(IsOfACode))
            return null;

        var code = CheckCode.Normalise(typed);
        var isWritten = typed.Contains('-', StringComparison.Ordinal) || typed.Any(char.IsAsciiDigit);
        return code.Length == Length && isWritten && code.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) && typed.Any(char.IsAsciiLetter)
            ? $"{code[..Half]}-{code[Half..]}"
            : null;
    }

    /// <summary>What is stored of a code: lower-case hex of HMAC-SHA256.</summary>
    public static string Hash(ReadOnlySpan<byte> key, string code) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("code:" + code)));

    private static bool IsOfACode(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or ' ' or 'О' or 'о';
}
