using System.Globalization;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Journals;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ConsultBot.Storage.Sqlite;

/// <summary>
/// The desk's own journal, the seals over all of it, and the reading of it for a check. What is sealed is read from the
/// database as stored, on a connection of its own; only the block itself takes the writer for a moment.
/// </summary>
internal sealed class SqliteJournal(SqliteFile file, Func<SqliteWriter> writer) : IDeskJournal, IJournalSeals, IJournalReader
{
    private const string SelectBlock = """
        SELECT number AS Number, at AS At, last_entry AS LastEntry, entries AS Entries, last_desk_entry AS LastDeskEntry,
            desk_entries AS DeskEntries, root AS Root, previous AS Previous, hash AS Hash
        FROM block
        """;

    /// <summary>Anchors also go here, a line each, so that they can be copied away without a database tool.</summary>
    public static string AnchorFile(string database) => database + "-anchors.txt";

    public void Append(IReadOnlyList<DeskEvent> events, DateTimeOffset at) => writer().Write(connection =>
    {
        foreach (var e in events)
            DeskJournalRows.Append(connection, null, at.ToUnixTimeMilliseconds(), e);

        return events.Count;
    });

    public Block? Seal(DateTimeOffset now)
    {
        Block? before;
        Block block;
        using (var connection = file.OpenToRead())
        {
            using var transaction = connection.BeginTransaction(deferred: true);
            before = Last(connection, long.MaxValue);
            var tree = new MerkleTree();
            var lastEntry = AddHashes(connection, "journal", before?.LastEntry ?? 0, tree);
            var entries = tree.Count;
            var lastDeskEntry = AddHashes(connection, "desk_journal", before?.LastDeskEntry ?? 0, tree);
            if (tree.Count == 0)
                return null;

            block = Block.Seal(before, now.ToUnixTimeMilliseconds(), lastEntry, lastDeskEntry, entries, tree.Count - entries, tree.Root());
        }

        return writer().Write(connection => connection.Execute(
            """
            INSERT INTO block (number, at, last_entry, entries, last_desk_entry, desk_entries, root, previous, hash)
            VALUES (@Number, @At, @LastEntry, @Entries, @LastDeskEntry, @DeskEntries, @Root, @Previous, @Hash) ON CONFLICT (number) DO NOTHING
            """,
            block)) == 1 ? block : null;
    }

    public Anchor? PublishAnchor(DateOnly day, DateTimeOffset before, DateTimeOffset now)
    {
        Anchor anchor;
        using (var connection = file.OpenToRead())
        {
            var known = connection.QuerySingleOrDefault<long?>("SELECT max(block) FROM anchor") ?? 0;
            if (Last(connection, before.ToUnixTimeMilliseconds()) is not { } block || block.Number <= known)
                return null;

            anchor = new Anchor(day, block.Number, block.Hash, now.ToUnixTimeMilliseconds());
        }

        var isNew = writer().Write(connection => connection.Execute(
            "INSERT INTO anchor (day, block, hash, at) VALUES (@day, @Block, @Hash, @At) ON CONFLICT (day) DO NOTHING",
            new { day = Text(anchor.Day), anchor.Block, anchor.Hash, anchor.At })) == 1;
        if (!isNew)
            return null;

        try
        {
            File.AppendAllText(AnchorFile(file.Path), $"{Text(anchor.Day)} block {anchor.Block} sha256 {anchor.Hex}\n");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"{AnchorFile(file.Path)}: the anchor of {Text(anchor.Day)} cannot be written: {error.Message}", error);
        }

        return anchor;
    }

    public async Task<IReadOnlyList<Anchor>> Anchors(int most, CancellationToken cancellationToken)
    {
        if (!file.Exists)
            return [];

        await using var connection = file.OpenToRead();
        return [.. (await connection.QueryAsync<AnchorRow>(new CommandDefinition(
            "SELECT day AS Day, block AS Block, hash AS Hash, at AS At FROM anchor ORDER BY day DESC LIMIT @most", new { most },
            cancellationToken: cancellationToken))).Select(row => row.Anchor)];
    }

    public IJournalSnapshot Open(long since)
    {
        if (!file.Exists)
            throw new StoreUnavailableException($"{file.Path}: there is no database. Set Storage:Path.");

        return new SqliteJournalSnapshot(file.OpenToRead(), since);
    }

    /// <summary>The last block sealed before an instant.</summary>
    internal static Block? Last(SqliteConnection connection, long before) => connection.QuerySingleOrDefault<Block>(
        $"{SelectBlock} WHERE number = (SELECT max(number) FROM block WHERE at < @before)", new { before });

    private static long AddHashes(SqliteConnection connection, string table, long after, MerkleTree tree)
    {
        using var rows = new Statement(connection.Handle!, $"SELECT id, hash FROM {table} WHERE id > ?1 ORDER BY id");
        rows.Bind(1, after);
        while (rows.Step())
        {
            after = rows.Long(0);
            tree.Add(rows.Span(1));
        }

        return after;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal sealed record AnchorRow(string Day, long Block, byte[] Hash, long At)
    {
        public Anchor Anchor => new(DateOnly.ParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture), Block, Hash, At);
    }
}
