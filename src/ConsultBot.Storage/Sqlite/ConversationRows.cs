using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Journals;

namespace ConsultBot.Storage.Sqlite;

/// <summary>The rows of conversations and of their citizens' keys.</summary>
internal sealed class ConversationRows(SqliteWriter writer, RecentStates recent)
{
    private readonly Statement _find = writer.Prepare(
        "SELECT id FROM conversation WHERE account = ?1 AND address = ?2");

    private readonly Statement _load = writer.Prepare("""
        SELECT a.channel, a.name, c.address, c.version, c.key_id, c.sequence, c.hash, c.state, k.key, c.account, c.latest
        FROM conversation c JOIN account a ON a.id = c.account JOIN citizen_key k ON k.id = c.key_id WHERE c.id = ?1
        """);

    private readonly Statement _loadRecent = writer.Prepare("""
        SELECT a.channel, a.name, c.address, r.version, r.key_id, r.sequence, r.hash, r.state, k.key, c.account, r.latest
        FROM recent_state r JOIN conversation c ON c.id = r.conversation JOIN account a ON a.id = c.account JOIN citizen_key k ON k.id = r.key_id
        WHERE r.slot = ?1
        """);

    private readonly Statement _insert = writer.Prepare("""
        INSERT INTO conversation (id, account, address, version, key_id, latest, sequence, hash, state)
        VALUES (?1, ?2, ?3, 0, ?4, 0, 0, ?5, ?6)
        """);

    private readonly Statement _hold = writer.Prepare("UPDATE conversation SET hold_until = ?2 WHERE id = ?1");

    private readonly Statement _held = writer.Prepare("SELECT id, hold_until FROM conversation WHERE hold_until IS NOT NULL");

    // The new address may have written already; then both stay as they are.
    private readonly Statement _move = writer.Prepare("UPDATE OR IGNORE conversation SET address = ?2 WHERE id = ?1");

    private readonly Statement _insertKey = writer.Prepare("INSERT INTO citizen_key (id, conversation, key) VALUES (?1, ?2, ?3)");

    private readonly Statement _destroyKey = writer.Prepare("UPDATE citizen_key SET key = NULL, destroyed_at = ?2 WHERE id = ?1");

    public long? Find(long account, string address) => _find.Bind(1, account).Bind(2, address).Scalar();

    public CachedConversation Load(long id)
    {
        var row = recent.SlotOf(id) is { } slot ? _loadRecent.Bind(1, slot) : _load.Bind(1, id);
        try
        {
            if (!row.Step())
                throw new InvalidOperationException($"There is no conversation {id}, or it has no key.");

            var address = new CitizenAddress(row.Text(0), row.Text(1), row.Text(2));
            return new CachedConversation(id, address, JsonForm.ReadState(row.Span(7)), row.Long(4), row.Bytes(8), row.Bytes(6))
            {
                Account = row.Long(9),
                Version = row.Long(3),
                Latest = row.Long(10),
                Sequence = row.Long(5),
            };
        }
        finally
        {
            row.Reset();
        }
    }

    public void Insert(CachedConversation conversation)
    {
        _insert.Bind(1, conversation.Id).Bind(2, conversation.Account).Bind(3, conversation.Address.Address).Bind(4, conversation.KeyId)
            .Bind(5, conversation.Hash).Bind(6, JsonForm.Write(conversation.State)).Execute();
        InsertKey(conversation);
    }

    public void InsertKey(CachedConversation conversation) =>
        _insertKey.Bind(1, conversation.KeyId).Bind(2, conversation.Id).Bind(3, conversation.Key).Execute();

    public void DestroyKey(long keyId, long at) => _destroyKey.Bind(1, keyId).Bind(2, at).Execute();

    public void Hold(long id, long? until) => _hold.Bind(1, id).Bind(2, until).Execute();

    public Dictionary<long, long> Held()
    {
        var held = new Dictionary<long, long>();
        try
        {
            while (_held.Step())
                held.Add(_held.Long(0), _held.Long(1));
        }
        finally
        {
            _held.Reset();
        }

        return held;
    }

    /// <summary>False when another conversation has the address.</summary>
    public bool Move(long id, string address) => _move.Bind(1, id).Bind(2, address).Execute() == 1;
}
