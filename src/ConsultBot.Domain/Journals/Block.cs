using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ConsultBot.Domain.Journals;

/// <summary>
/// A seal over all entries that came after the block before: those of conversations in the order of their ids, then those
/// of the desk's own journal. Its hash is SHA-256 over: the hash of the block before (32 bytes, zeros for the first), the
/// six numbers in their order (big-endian 64 bits each), and the root.
/// </summary>
/// <param name="Number">From 1, without a gap.</param>
/// <param name="At">Unix milliseconds.</param>
/// <param name="LastEntry">Id of the last sealed entry of any conversation.</param>
/// <param name="Entries">How many of them this block seals.</param>
/// <param name="LastDeskEntry">Id of the last sealed entry of the desk's own journal.</param>
/// <param name="DeskEntries">How many of them this block seals.</param>
/// <param name="Root">Of the <see cref="MerkleTree"/> over the entries' hashes.</param>
public sealed record Block(
    long Number, long At, long LastEntry, long Entries, long LastDeskEntry, long DeskEntries, byte[] Root, byte[] Previous, byte[] Hash)
{
    private const int Numbers = 6;

    public static Block Seal(Block? before, long at, long lastEntry, long lastDeskEntry, long entries, long deskEntries, byte[] root)
    {
        var unsealed = new Block(
            (before?.Number ?? 0) + 1, at, lastEntry, entries, lastDeskEntry, deskEntries, root, before?.Hash ?? HashChain.Start.ToArray(), []);
        return unsealed with { Hash = unsealed.ComputeHash() };
    }

    /// <summary>What <see cref="Hash"/> must be.</summary>
    public byte[] ComputeHash()
    {
        var bytes = new byte[Previous.Length + (Numbers * sizeof(long)) + Root.Length];
        Previous.CopyTo(bytes, 0);
        ReadOnlySpan<long> numbers = [Number, At, LastEntry, Entries, LastDeskEntry, DeskEntries];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(Previous.Length + (i * sizeof(long))), numbers[i]);

        Root.CopyTo(bytes, bytes.Length - Root.Length);
        return SHA256.HashData(bytes);
    }
}

/// <summary>The block with which a local day ended, as published.</summary>
public sealed record Anchor(DateOnly Day, long Block, byte[] Hash, long At)
{
    /// <summary>The hash as published: lower-case hex.</summary>
    public string Hex => Convert.ToHexStringLower(Hash);
}
