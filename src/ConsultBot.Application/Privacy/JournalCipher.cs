using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ConsultBot.Application.Privacy;

/// <summary>
/// AES-256-GCM over a journal entry, with a key of the citizen's own: destroying the key destroys the words. The nonce is
/// the entry's sequence number, which never repeats under one key. Content = cipher text, then the tag of 16 bytes.
/// </summary>
public static class JournalCipher
{
    public const int KeySize = 32;

    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static byte[] Encrypt(ReadOnlySpan<byte> key, long sequence, ReadOnlySpan<byte> plain)
    {
        Span<byte> nonce = stackalloc byte[NonceSize];
        WriteNonce(nonce, sequence);
        var content = new byte[plain.Length + TagSize];
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(nonce, plain, content.AsSpan(0, plain.Length), content.AsSpan(plain.Length));
        return content;
    }

    /// <exception cref="CryptographicException">The content was changed, or belongs to another key or sequence number.</exception>
    public static byte[] Decrypt(ReadOnlySpan<byte> key, long sequence, ReadOnlySpan<byte> content)
    {
        if (content.Length < TagSize)
            throw new CryptographicException("A journal entry is too short to be one.");

        Span<byte> nonce = stackalloc byte[NonceSize];
        WriteNonce(nonce, sequence);
        var plain = new byte[content.Length - TagSize];
        using var cipher = new AesGcm(key, TagSize);
        cipher.Decrypt(nonce, content[..plain.Length], content[plain.Length..], plain);
        return plain;
    }

    private static void WriteNonce(Span<byte> nonce, long sequence)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[(NonceSize - sizeof(long))..], sequence);
    }
}
