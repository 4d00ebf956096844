using ConsultBot.Application.Ports;
using ConsultBot.Domain.Journals;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ConsultBot.Storage.Sqlite;

/// <summary>The journal as of one instant: one read transaction on one connection, used by one thread at a time.</summary>
internal sealed class SqliteJournalSnapshot : IJournalSnapshot
{
    private const int FieldsOfAHeader = 9;

    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly JournalBatch[] _batches = [new(), new()];
    private Statement? _hashOf;
    private Statement? _deskHashOf;

    public SqliteJournalSnapshot(SqliteConnection connection, long since)
    {
        _connection = connection;
        _transaction = connection.BeginTransaction(deferred: true);
        Before = since <= 0 ? null : connection.QuerySingleOrDefault<Block>(
            """
            SELECT number AS Number, at AS At, last_entry AS LastEntry, entries AS Entries, last_desk_entry AS LastDeskEntry,
                desk_entries AS DeskEntries, root AS Root, previous AS Previous, hash AS Hash
            FROM block WHERE last_entry < @since ORDER BY number DESC LIMIT 1
            """,
            new { since }, _transaction);
    }

    public Block? Before { get; }

    public IEnumerable<JournalBatch> Batches()
    {
        using var entries = Prepare("""
            SELECT id, conversation, previous, sequence, at, key_id, input, first_item, items, hash, content FROM journal WHERE id > ?1 ORDER BY id
            """);
        using var deskEntries = Prepare("SELECT id, 0, 0, 0, at, 0, 0, 0, 0, hash, content FROM desk_journal WHERE id > ?1 ORDER BY id");
        using var blocks = Prepare("""
            SELECT number, at, last_entry, entries, last_desk_entry, desk_entries, root, previous, hash FROM block WHERE number > ?1 ORDER BY number
            """);
        blocks.Bind(1, Before?.Number ?? 0);
        var (journal, desk) = (new Rows(entries.Bind(1, Before?.LastEntry ?? 0), false), new Rows(deskEntries.Bind(1, Before?.LastDeskEntry ?? 0), true));
        var (batch, at) = (_batches[0], 0);
        batch.Clear();
        for (var more = true; more;)
        {
            var block = blocks.Step() ? ReadBlock(blocks) : null;
            more = block is not null;
            foreach (var rows in new[] { journal, desk })
            {
                while (rows.Take(block is null ? long.MaxValue : rows.OfDesk ? block.LastDeskEntry : block.LastEntry, batch))
                {
                    if (!batch.IsFull)
                        continue;

                    yield return batch;
                    batch = _batches[at ^= 1];
                    batch.Clear();
                }
            }

            if (block is not null)
                batch.Add(block);
        }

        yield return batch;
    }

    public void Ends(JournalCheck check)
    {
        var recent = new Dictionary<long, (long Version, long Latest, long Sequence, byte[] Hash)>();
        using (var rows = Prepare("SELECT conversation, version, latest, sequence, hash FROM recent_state ORDER BY version"))
        {
            while (rows.Step())
                recent[rows.Long(0)] = (rows.Long(1), rows.Long(2), rows.Long(3), rows.Bytes(4));
        }

        using var all = Prepare("SELECT id, version, latest, sequence, hash FROM conversation ORDER BY id");
        while (all.Step())
        {
            if (recent.TryGetValue(all.Long(0), out var newer) && newer.Version > all.Long(1))
                check.End(all.Long(0), newer.Latest, newer.Sequence, newer.Hash);
            else
                check.End(all.Long(0), all.Long(2), all.Long(3), all.Span(4));
        }
    }

    public byte[]? HashOf(long conversation, long entry)
    {
        var hash = conversation == 0
            ? _deskHashOf ??= Prepare("SELECT hash FROM desk_journal WHERE id = ?1")
            : _hashOf ??= Prepare("SELECT hash FROM journal WHERE id = ?1");
        try
        {
            return hash.Bind(1, entry).Step() ? hash.Bytes(0) : null;
        }
        finally
        {
            hash.Reset();
        }
    }

    public bool HasBlock(byte[] hash) =>
        _connection.QuerySingle<bool>("SELECT EXISTS (SELECT 1 FROM block WHERE hash = @hash)", new { hash }, _transaction);

    public IReadOnlyList<Anchor> Anchors() => [.. _connection.Query<SqliteJournal.AnchorRow>(
        "SELECT day AS Day, block AS Block, hash AS Hash, at AS At FROM anchor ORDER BY day", transaction: _transaction).Select(row => row.Anchor)];

    public void Dispose()
    {
        _hashOf?.Dispose();
        _deskHashOf?.Dispose();
        _transaction.Dispose();
        _connection.Dispose();
    }

    private Statement Prepare(string sql) => new(_connection.Handle!, sql);

    private static Block ReadBlock(Statement row) => new(
        row.Long(0), row.Long(1), row.Long(2), row.Long(3), row.Long(4), row.Long(5), row.Bytes(6), row.Bytes(7), row.Bytes(8));

    /// <summary>The rows of one journal, a step at a time; a row that belongs to a later block waits.</summary>
    private sealed class Rows(Statement statement, bool ofDesk)
    {
        private bool _waits;
        private bool _ended;

        public bool OfDesk => ofDesk;

        public bool Take(long upTo, JournalBatch batch)
        {
            if (_ended || (!_waits && !statement.Step()))
            {
                _ended = true;
                return false;
            }

            _waits = statement.Long(0) > upTo;
            if (_waits)
                return false;

            batch.Add(ofDesk, Header(), statement.Span(FieldsOfAHeader), statement.Span(FieldsOfAHeader + 1));
            return true;
        }

        private EntryHeader Header() => ofDesk
            ? EntryHeader.OfDesk(statement.Long(0), statement.Long(4))
            : new EntryHeader(
                statement.Long(0), statement.Long(1), statement.Long(2), statement.Long(3), statement.Long(4), statement.Long(5),
                statement.Long(6), statement.Long(7), statement.Long(8));
    }
}
