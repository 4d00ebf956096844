using System.Buffers;
using System.Security.Cryptography;

namespace ConsultBot.Domain.Journals;

/// <summary>
/// The chain of one conversation's journal. An entry's hash is SHA-256 over: the hash before it (32 bytes, zeros at the
/// start), the nine numbers of its header in their order (big-endian 64 bits each), and the stored content bytes.
/// </summary>
public static class HashChain
{
    public const int Size = 32;

    private const int HeadSize = Size + EntryHeader.Size;

    public static ReadOnlySpan<byte> Start => new byte[Size];

    /// <param name="content">The bytes as stored, that is, encrypted.</param>
    public static byte[] Next(ReadOnlySpan<byte> previous, in EntryHeader header, ReadOnlySpan<byte> content)
    {
        if (previous.Length != Size)
            throw new ArgumentException($"A hash has {Size} bytes.", nameof(previous));

        var bytes = ArrayPool<byte>.Shared.Rent(HeadSize + content.Length);
        previous.CopyTo(bytes);
        header.Write(bytes.AsSpan(Size, EntryHeader.Size));
        content.CopyTo(bytes.AsSpan(HeadSize));
        var hash = SHA256.HashData(bytes.AsSpan(0, HeadSize + content.Length));
        ArrayPool<byte>.Shared.Return(bytes);
        return hash;
    }
}
