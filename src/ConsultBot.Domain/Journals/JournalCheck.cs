using System.Runtime.InteropServices;

namespace ConsultBot.Domain.Journals;

/// <summary>
/// Walks a journal from its first entry and remembers the first thing that is not as it was written: give it the entries
/// that a block seals, then the block, block after block; then what is not sealed yet, and last where each chain ends.
/// </summary>
public sealed class JournalCheck
{
    private readonly Dictionary<long, ChainEnd> _chains = [];
    private readonly MerkleTree _tree = new();
    private readonly Func<long, long, byte[]?>? _hashOf;
    private Block? _block;
    private long _lastEntry;
    private long _lastDeskEntry;
    private long _blockDeskEntries;
    private int _ended;

    public JournalCheck()
    {
    }

    /// <summary>Begins behind a block: what it and those before it seal is taken as it is.</summary>
    /// <param name="hashOf">The stored hash of an earlier entry by conversation (0 = the desk's own) and id; null where there is none.</param>
    public JournalCheck(Block? before, Func<long, long, byte[]?> hashOf)
    {
        _block = before;
        _hashOf = hashOf;
        (_lastEntry, _lastDeskEntry) = (before?.LastEntry ?? 0, before?.LastDeskEntry ?? 0);
    }

    /// <summary>The first thing that is wrong; null so far.</summary>
    public BrokenEntry? Broken { get; private set; }

    /// <summary>Entries looked at, those of the desk among them.</summary>
    public long Entries { get; private set; }

    public long Blocks { get; private set; }

    public void Add(in EntryHeader header, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> content)
    {
        if (Broken is not null)
            return;

        if (header.Id <= _lastEntry)
            Break(BrokenKind.Entry, header.Id, "its id is not above the one before");
        else
            Link(BrokenKind.Entry, header, hash, content);

        _lastEntry = header.Id;
    }

    public void AddDesk(in EntryHeader header, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> content)
    {
        if (Broken is not null)
            return;

        Link(BrokenKind.DeskEntry, header, hash, content);
        (_lastDeskEntry, _blockDeskEntries) = (header.Id, _blockDeskEntries + 1);
    }

    /// <summary>The block that seals what was added since the one before.</summary>
    public void Close(Block block)
    {
        if (Broken is not null)
            return;

        if (Fault(block) is { } fault)
            Break(BrokenKind.Block, block.Number, fault);

        (_block, _blockDeskEntries) = (block, 0);
        _tree.Clear();
        Blocks++;
    }

    /// <summary>Where a conversation says that its chain ends; 0 entries when it has none.</summary>
    public void End(long conversation, long latest, long sequence, ReadOnlySpan<byte> hash)
    {
        if (Broken is not null)
            return;

        var known = _chains.TryGetValue(conversation, out var end);
        _ended += known ? 1 : 0;
        var isOlder = !known && _hashOf?.Invoke(conversation, latest) is { } stored && hash.SequenceEqual(stored);
        if (isOlder || (end.Id == latest && end.Sequence == sequence && (sequence == 0 || end.Hash == Hash256.Of(hash))))
            return;

        Break(BrokenKind.Conversation, conversation, $"its journal ends at entry {end.Id}, and it says {latest}");
    }

    /// <summary>Every conversation has said where its chain ends.</summary>
    public void Finish()
    {
        var chains = _chains.Count - (_chains.ContainsKey(0) ? 1 : 0);
        if (Broken is null && chains != _ended)
            Break(BrokenKind.Conversation, 0, $"{chains} conversations have a journal, and {_ended} of them are there");
    }

    /// <summary>A block that was published must be there.</summary>
    public void Missing(string anchor)
    {
        if (Broken is null)
            Break(BrokenKind.Anchor, _block?.Number ?? 0, $"no block has the published hash {anchor}");
    }

    private void Link(BrokenKind kind, in EntryHeader header, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> content)
    {
        Entries++;
        ref var end = ref CollectionsMarshal.GetValueRefOrAddDefault(_chains, header.Conversation, out var known);
        if (!known && header.Previous != 0 && _hashOf?.Invoke(header.Conversation, header.Previous) is { } before)
            end = new ChainEnd(header.Previous, header.Sequence - 1, Hash256.Of(before));

        if (header.Previous != end.Id || header.Sequence != end.Sequence + 1)
        {
            Break(kind, header.Id, $"it is number {header.Sequence} after entry {header.Previous}, and number {end.Sequence + 1} after entry {end.Id} is due");
            return;
        }

        if (hash.Length != HashChain.Size || !HashChain.Next(MemoryMarshal.AsBytes(new ReadOnlySpan<Hash256>(ref end.Hash)), header, content).AsSpan().SequenceEqual(hash))
        {
            Break(kind, header.Id, "its hash is not that of its bytes");
            return;
        }

        (end.Id, end.Sequence, end.Hash) = (header.Id, header.Sequence, Hash256.Of(hash));
        _tree.Add(hash);
    }

    private string? Fault(Block block)
    {
        if (block.Number != (_block?.Number ?? 0) + 1)
            return $"it follows block {_block?.Number ?? 0}";
        if (!block.Previous.AsSpan().SequenceEqual(_block is null ? HashChain.Start : _block.Hash))
            return "it does not hold the hash of the block before";
        if (!block.ComputeHash().AsSpan().SequenceEqual(block.Hash))
            return "its hash is not that of its fields";
        if (_tree.Count - _blockDeskEntries != block.Entries || _lastEntry != block.LastEntry)
            return $"it seals {block.Entries} entries up to {block.LastEntry}, and {_tree.Count - _blockDeskEntries} up to {_lastEntry} are there";
        if (_blockDeskEntries != block.DeskEntries || _lastDeskEntry != block.LastDeskEntry)
            return $"it seals {block.DeskEntries} entries of the desk up to {block.LastDeskEntry}, and {_blockDeskEntries} up to {_lastDeskEntry} are there";

        return _tree.Root().AsSpan().SequenceEqual(block.Root) ? null : "its root is not that of its entries";
    }

    private void Break(BrokenKind kind, long id, string reason) => Broken = new BrokenEntry(kind, id, reason);

    [StructLayout(LayoutKind.Auto)]
    private struct ChainEnd(long id, long sequence, Hash256 hash)
    {
        public long Id = id;
        public long Sequence = sequence;
        public Hash256 Hash = hash;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Hash256(ulong A, ulong B, ulong C, ulong D)
    {
        public static Hash256 Of(ReadOnlySpan<byte> bytes) =>
            bytes.Length == HashChain.Size ? MemoryMarshal.Read<Hash256>(bytes) : default;
    }
}

/// <summary>The first thing of a journal that is not as it was written.</summary>
/// <param name="Id">Id of the entry or conversation, or number of the block.</param>
/// <param name="Reason">What is wrong, in words after the thing's name.</param>
public sealed record BrokenEntry(BrokenKind Kind, long Id, string Reason)
{
    public override string ToString() => $"{Kind} {Id}: {Reason}";
}

public enum BrokenKind
{
    /// <summary>An entry of a conversation's journal.</summary>
    Entry,

    /// <summary>An entry of the desk's own journal.</summary>
    DeskEntry,
    Block,

    /// <summary>The end of a conversation's journal is not where the conversation says.</summary>
    Conversation,

    /// <summary>A published hash is that of no block.</summary>
    Anchor,
}
