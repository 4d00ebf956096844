using System.Numerics;
using System.Security.Cryptography;

namespace ConsultBot.Domain.Journals;

/// <summary>
/// The root over hashes of entries, taken one after another. A node is SHA-256 over the byte 1, its left and its right
/// child; of n leaves the left child has the largest power of two below n.
/// </summary>
public sealed class MerkleTree
{
    private const byte NodeMark = 1;

    // At place i: the root of a whole tree of 2^i leaves, where the count has that bit.
    private readonly List<byte[]> _whole = [];

    public long Count { get; private set; }

    public void Add(ReadOnlySpan<byte> leaf)
    {
        var carried = leaf.ToArray();
        for (var level = 0; level < BitOperations.TrailingZeroCount(~Count); level++)
            carried = Node(_whole[level], carried);

        var at = BitOperations.TrailingZeroCount(~Count);
        if (at == _whole.Count)
            _whole.Add(carried);
        else
            _whole[at] = carried;

        Count++;
    }

    /// <summary>The root over all leaves so far; 32 zeros when there are none.</summary>
    public byte[] Root()
    {
        byte[]? root = null;
        for (var level = 0; level < _whole.Count; level++)
        {
            if ((Count >> level & 1) != 0)
                root = root is null ? _whole[level] : Node(_whole[level], root);
        }

        return root ?? new byte[HashChain.Size];
    }

    public void Clear()
    {
        _whole.Clear();
        Count = 0;
    }

    private static byte[] Node(byte[] left, byte[] right)
    {
        Span<byte> bytes = stackalloc byte[1 + HashChain.Size + HashChain.Size];
        bytes[0] = NodeMark;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + HashChain.Size)..]);
        return SHA256.HashData(bytes);
    }
}
