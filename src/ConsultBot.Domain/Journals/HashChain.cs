using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ConsultBot.Domain.Journals;

/// <summary>
/// The chain of one conversation's journal. An entry's hash is SHA-256 over: the hash before it (32 bytes, zeros at the
/// start), the conversation's id and the entry's sequence number (big-endian 64 bits each), the instant (Unix
/// milliseconds, big-endian 64 bits), the key's id (big-endian 64 bits), and the stored content bytes.
/// </summary>
public static class HashChain
{
    public const int Size = 32;

    private const int HeaderSize = Size + 4 * sizeof(long);

    public static ReadOnlySpan<byte> Start => new byte[Size];

    /// <param name="content">The bytes as stored, that is, encrypted.</param>
    public static byte[] Next(ReadOnlySpan<byte> previous, long conversation, long sequence, long atMilliseconds, long key, ReadOnlySpan<byte> content)
    {
        if (previous.Length != Size)
            throw new ArgumentException($"A hash has {Size} bytes.", nameof(previous));

        var bytes = ArrayPool<byte>.Shared.Rent(HeaderSize + content.Length);
        var header = bytes.AsSpan(0, HeaderSize);
        previous.CopyTo(header);
        BinaryPrimitives.WriteInt64BigEndian(header[Size..], conversation);
        BinaryPrimitives.WriteInt64BigEndian(header[(Size + 8)..], sequence);
        BinaryPrimitives.WriteInt64BigEndian(header[(Size + 16)..], atMilliseconds);
        BinaryPrimitives.WriteInt64BigEndian(header[(Size + 24)..], key);
        content.CopyTo(bytes.AsSpan(HeaderSize));
        var hash = SHA256.HashData(bytes.AsSpan(0, HeaderSize + content.Length));
        ArrayPool<byte>.Shared.Return(bytes);
        return hash;
    }
}
