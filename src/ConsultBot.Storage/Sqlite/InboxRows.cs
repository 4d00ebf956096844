using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Storage.Sqlite;

/// <summary>The rows of the inbox. An input's key is unique; a row without an instant of handling waits.</summary>
internal sealed class InboxRows(SqliteWriter writer)
{
    private readonly Statement _insert = writer.Prepare("""
        INSERT INTO inbox (id, conversation, account, key, source, received_at, handled, bytes)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (account, key) DO NOTHING
        """);

    private readonly Statement _find = writer.Prepare("SELECT id FROM inbox WHERE account = ?1 AND key = ?2");

    private readonly Statement _next = writer.Prepare("""
        SELECT id, key, source, received_at, bytes FROM inbox WHERE conversation = ?1 AND handled IS NULL ORDER BY id LIMIT 1
        """);

    private readonly Statement _handled = writer.Prepare("UPDATE inbox SET handled = ?2, parked = ?3 WHERE id = ?1");

    private readonly Statement _blankOne = writer.Prepare("UPDATE inbox SET bytes = x'' WHERE id = ?1");

    private readonly Statement _waits = writer.Prepare("UPDATE inbox SET handled = NULL WHERE id = ?1");

    private readonly Statement _waiting = writer.Prepare("""
        SELECT conversation, min(id), count(*) FROM inbox WHERE handled IS NULL GROUP BY conversation
        """);

    private readonly Statement _blank = writer.Prepare("""
        WITH RECURSIVE entry (input, previous) AS (
            SELECT input, previous FROM journal WHERE id = ?1
            UNION ALL
            SELECT j.input, j.previous FROM entry JOIN journal j ON j.id = entry.previous)
        UPDATE inbox SET bytes = x'' WHERE id IN (SELECT input FROM entry)
        """);

    /// <summary>False when the key is known: nothing was written.</summary>
    public bool Insert(long id, long conversation, long account, RawInput input, long? handled) =>
        _insert.Bind(1, id).Bind(2, conversation).Bind(3, account).Bind(4, input.Key).Bind(5, (int)input.Source)
            .Bind(6, input.ReceivedAt.ToUnixTimeMilliseconds()).Bind(7, handled).Bind(8, input.Bytes.Span).Execute() == 1;

    /// <summary>The row that has the key; null when the key is new.</summary>
    public long? FindId(long account, string key) => _find.Bind(1, account).Bind(2, key).Scalar();

    /// <summary>The oldest waiting input of a conversation, read from the disk.</summary>
    public (long Id, RawInput Input) Next(long conversation, CitizenAddress address)
    {
        try
        {
            if (!_next.Bind(1, conversation).Step())
                throw new InvalidOperationException($"Conversation {conversation} is called ready and has no waiting input.");

            var input = new RawInput(
                address, _next.Text(1), (InputSource)_next.Int(2), _next.Bytes(4), DateTimeOffset.FromUnixTimeMilliseconds(_next.Long(3)));
            return (_next.Long(0), input);
        }
        finally
        {
            _next.Reset();
        }
    }

    public void Handled(long id, long at, string? parked) => _handled.Bind(1, id).Bind(2, at).Bind(3, parked).Execute();

    /// <summary>Takes the raw bytes of one input away: they hold what must not be stored.</summary>
    public void BlankInput(long id) => _blankOne.Bind(1, id).Execute();

    public void Waits(long id) => _waits.Bind(1, id).Execute();

    /// <summary>Conversations with waiting inputs: id, the oldest input, how many.</summary>
    public List<(long Conversation, long Oldest, int Count)> Waiting()
    {
        var rows = new List<(long Conversation, long Oldest, int Count)>();
        try
        {
            while (_waiting.Step())
                rows.Add((_waiting.Long(0), _waiting.Long(1), _waiting.Int(2)));
        }
        finally
        {
            _waiting.Reset();
        }

        return rows;
    }

    /// <summary>Takes the raw bytes away from all inputs that a journal entry and those before it have handled.</summary>
    public void Blank(long latest) => _blank.Bind(1, latest).Execute();
}
