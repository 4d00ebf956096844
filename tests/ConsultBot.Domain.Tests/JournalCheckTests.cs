using ConsultBot.Domain.Journals;

namespace ConsultBot.Domain.Tests;

/// <summary>Whatever is done to a journal of ten thousand entries, the check says so.</summary>
public class JournalCheckTests
{
    private const int Entries = 10_000;
    private const int Conversations = 1_000;
    private const int EntriesOfABlock = 20;
    private const int Columns = 11;

    private readonly List<Row> _rows = [];
    private readonly List<Block> _blocks = [];
    private readonly Dictionary<long, List<Row>> _conversations = [];

    public JournalCheckTests()
    {
        var random = new Random(9);
        for (var id = 1; id <= Entries; id++)
        {
            var conversation = random.Next(1, Conversations + 1);
            if (!_conversations.TryGetValue(conversation, out var chain))
                _conversations[conversation] = chain = [];

            var content = new byte[random.Next(16, 300)];
            random.NextBytes(content);
            var header = new EntryHeader(
                id, conversation, chain.Count == 0 ? 0 : chain[^1].Header.Id, chain.Count + 1, 1_760_000_000_000 + id, conversation, id + 5, (id * 2) + 1, random.Next(3));
            var row = new Row(header, HashChain.Next(chain.Count == 0 ? HashChain.Start : chain[^1].Hash, header, content), content);
            _rows.Add(row);
            chain.Add(row);
            if (id % EntriesOfABlock == 0)
                _blocks.Add(Seal(_rows[^EntriesOfABlock..]));
        }
    }

    [Fact]
    public void A_whole_journal_holds()
    {
        var check = new JournalCheck();
        Feed(check, _rows, _blocks);

        Assert.Null(check.Broken);
        Assert.Equal((Entries, Entries / EntriesOfABlock), (check.Entries, check.Blocks));
    }

    [Fact]
    public void Each_entry_with_one_byte_changed_in_any_column_is_found()
    {
        var random = new Random(99);
        Parallel.ForEach(_rows, new ParallelOptions { MaxDegreeOfParallelism = 2 }, row =>
        {
            for (var column = 0; column < Columns; column++)
            {
                Row changed;
                lock (random)
                    changed = Flip(row, column, random);

                Assert.True(IsFound(row, [changed]), $"entry {row.Header.Id}, column {column}");
            }
        });
    }

    [Fact]
    public void Each_entry_deleted_doubled_or_swapped_is_found()
    {
        Assert.All(_rows, row =>
        {
            Assert.True(IsFound(row, []), $"entry {row.Header.Id} deleted");
            Assert.True(IsFound(row, [row, row with { Header = row.Header with { Id = row.Header.Id + Entries } }]), $"entry {row.Header.Id} doubled");
            Assert.True(IsFound(row, [row, row]), $"entry {row.Header.Id} twice");
            var other = _rows[(int)(row.Header.Id % Entries)];
            Assert.True(IsFound(row, [other with { Header = other.Header with { Id = row.Header.Id } }]), $"entry {row.Header.Id} swapped");
        });
    }

    [Fact]
    public void A_cut_at_or_before_the_last_seal_is_found()
    {
        for (var left = 0; left < Entries; left += 7)
        {
            var (number, block) = (left / EntriesOfABlock, _blocks[left / EntriesOfABlock]);
            var check = new JournalCheck(number == 0 ? null : _blocks[number - 1], (_, id) => _rows[(int)id - 1].Hash);
            foreach (var row in _rows.Take(left).Skip(number * EntriesOfABlock))
                check.Add(row.Header, row.Hash, row.Content);

            check.Close(block);
            Assert.Equal((BrokenKind.Block, block.Number), (check.Broken!.Kind, check.Broken.Id));
        }
    }

    [Fact]
    public void A_block_that_was_changed_left_out_or_put_elsewhere_is_found()
    {
        foreach (var changed in new Func<Block, Block>[]
            {
                block => block with { Number = block.Number + 1 }, block => block with { At = block.At + 1 }, block => block with { LastEntry = block.LastEntry - 1 },
                block => block with { Entries = block.Entries - 1 }, block => block with { LastDeskEntry = 1 }, block => block with { DeskEntries = 1 },
                block => block with { Root = Flip(block.Root, 3) }, block => block with { Previous = Flip(block.Previous, 3) }, block => block with { Hash = Flip(block.Hash, 3) },
                block => block with { LastEntry = block.LastEntry - 1, Hash = (block with { LastEntry = block.LastEntry - 1 }).ComputeHash() },
            })
        {
            Assert.NotNull(Checked(_blocks.Select((block, i) => i == 40 ? changed(block) : block)));
        }

        Assert.NotNull(Checked(_blocks.Where((_, i) => i != 40)));
        Assert.NotNull(Checked(_blocks.Take(40).Append(_blocks[41]).Append(_blocks[40])));
    }

    [Fact]
    public void The_desks_own_entries_are_sealed_with_those_of_the_talks()
    {
        var first = EntryHeader.OfDesk(1, 5);
        var second = EntryHeader.OfDesk(2, 6);
        var one = HashChain.Next(HashChain.Start, first, [1]);
        var two = HashChain.Next(one, second, [2]);
        var tree = new MerkleTree();
        tree.Add(one);
        tree.Add(two);
        var block = Block.Seal(null, 9, 0, 2, 0, 2, tree.Root());

        BrokenEntry? Check(params (EntryHeader Header, byte[] Hash, byte[] Content)[] rows)
        {
            var check = new JournalCheck();
            foreach (var (header, hash, content) in rows)
                check.AddDesk(header, hash, content);

            check.Close(block);
            return check.Broken;
        }

        Assert.Null(Check((first, one, [1]), (second, two, [2])));
        Assert.NotNull(Check((first, one, [1])));
        Assert.NotNull(Check((first, one, [1]), (second, two, [3])));
        Assert.NotNull(Check((second, two, [2]), (first, one, [1])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(100)]
    public void A_root_is_that_of_the_tree_split_at_the_largest_power_of_two(int leaves)
    {
        var all = Enumerable.Range(0, leaves).Select(i => System.Security.Cryptography.SHA256.HashData([(byte)i])).ToArray();
        var tree = new MerkleTree();
        foreach (var leaf in all)
            tree.Add(leaf);

        Assert.Equal(Slowly(all), tree.Root());
    }

    private static byte[] Slowly(byte[][] leaves)
    {
        if (leaves.Length == 1)
            return leaves[0];

        var left = 1;
        while (left * 2 < leaves.Length)
            left *= 2;

        return System.Security.Cryptography.SHA256.HashData([1, .. Slowly(leaves[..left]), .. Slowly(leaves[left..])]);
    }

    private BrokenEntry? Checked(IEnumerable<Block> blocks)
    {
        var check = new JournalCheck();
        Feed(check, _rows, blocks);
        return check.Broken;
    }

    private static void Feed(JournalCheck check, IReadOnlyList<Row> rows, IEnumerable<Block> blocks)
    {
        var at = 0;
        foreach (var block in blocks)
        {
            for (; at < rows.Count && rows[at].Header.Id <= block.LastEntry; at++)
                check.Add(rows[at].Header, rows[at].Hash, rows[at].Content);

            check.Close(block);
        }
    }

    // Judged on its conversation's chain and on its block alone.
    private bool IsFound(Row row, Row[] instead)
    {
        var chain = _conversations[row.Header.Conversation];
        var ofChain = new JournalCheck();
        foreach (var other in chain.SelectMany(other => other == row ? instead.Where(mine => mine.Header.Id <= Entries) : [other]))
            ofChain.Add(other.Header, other.Hash, other.Content);

        ofChain.End(row.Header.Conversation, chain[^1].Header.Id, chain[^1].Header.Sequence, chain[^1].Hash);
        return ofChain.Broken is not null || InBlock(row, instead);
    }

    private bool InBlock(Row row, Row[] instead)
    {
        var number = (int)((row.Header.Id - 1) / EntriesOfABlock);
        var check = new JournalCheck(number == 0 ? null : _blocks[number - 1], (_, id) => id >= 1 && id <= Entries ? _rows[(int)id - 1].Hash : null);
        foreach (var other in _rows.GetRange(number * EntriesOfABlock, EntriesOfABlock).SelectMany(other => other == row ? instead : [other]))
            check.Add(other.Header, other.Hash, other.Content);

        check.Close(_blocks[number]);
        return check.Broken is not null;
    }

    private static Row Flip(Row row, int column, Random random)
    {
        var bit = 1L << random.Next(63);
        var h = row.Header;
        return column switch
        {
            0 => row with { Header = h with { Id = h.Id ^ bit } },
            1 => row with { Header = h with { Conversation = h.Conversation ^ bit } },
            2 => row with { Header = h with { Previous = h.Previous ^ bit } },
            3 => row with { Header = h with { Sequence = h.Sequence ^ bit } },
            4 => row with { Header = h with { At = h.At ^ bit } },
            5 => row with { Header = h with { Key = h.Key ^ bit } },
            6 => row with { Header = h with { Input = h.Input ^ bit } },
            7 => row with { Header = h with { FirstItem = h.FirstItem ^ bit } },
            8 => row with { Header = h with { Items = h.Items ^ bit } },
            9 => row with { Hash = Flip(row.Hash, random.Next(HashChain.Size)) },
            _ => row with { Content = Flip(row.Content, random.Next(row.Content.Length)) },
        };
    }

    private static byte[] Flip(byte[] bytes, int at)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] ^= 0x10;
        return changed;
    }

    private Block Seal(IReadOnlyList<Row> rows)
    {
        var tree = new MerkleTree();
        foreach (var row in rows)
            tree.Add(row.Hash);

        return Block.Seal(_blocks.Count == 0 ? null : _blocks[^1], rows[^1].Header.At, rows[^1].Header.Id, 0, rows.Count, 0, tree.Root());
    }

    private sealed record Row(EntryHeader Header, byte[] Hash, byte[] Content);
}
