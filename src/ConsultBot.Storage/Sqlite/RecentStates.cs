using ConsultBot.Domain.Journals;

namespace ConsultBot.Storage.Sqlite;

/// <summary>What the latest turns made of their conversations, until it goes to the conversations' own rows in bulk.</summary>
internal sealed class RecentStates(SqliteWriter writer)
{
    // Some megabyte of the file, and a few milliseconds for the bulk.
    private const int Slots = 2048;

    private readonly Statement _write = writer.Prepare("""
        INSERT OR REPLACE INTO recent_state (slot, conversation, version, key_id, latest, sequence, hash, state)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);

    private readonly Statement _settle = writer.Prepare("""
        UPDATE conversation SET (version, key_id, latest, sequence, hash, state) =
            (SELECT version, key_id, latest, sequence, hash, state FROM recent_state WHERE slot = ?2)
        WHERE id = ?1 AND version < (SELECT version FROM recent_state WHERE slot = ?2)
        """);

    private readonly Statement _inForce = writer.Prepare("""
        SELECT r.conversation, r.slot FROM recent_state r JOIN conversation c ON c.id = r.conversation
        WHERE r.version > c.version ORDER BY r.version
        """);

    private readonly Statement _blank = writer.Prepare(
        "UPDATE recent_state SET state = x'' WHERE conversation = ?1 AND version <= ?2");

    private readonly Statement _blankOwn = writer.Prepare("UPDATE conversation SET state = x'' WHERE id = ?1");

    private readonly SortedDictionary<long, long> _slotOf = [];
    private long _next = 1;

    /// <summary>Reads which rows are in force.</summary>
    public void Load()
    {
        _slotOf.Clear();
        try
        {
            while (_inForce.Step())
                _slotOf[_inForce.Long(0)] = _inForce.Long(1);
        }
        finally
        {
            _inForce.Reset();
        }

        // Which slots are free is not worth keeping: the bulk comes with the next turn.
        _next = _slotOf.Count == 0 ? 1 : Slots + 1;
    }

    /// <summary>The slot that is in force for a conversation; null when its own row is.</summary>
    public long? SlotOf(long conversation) => _slotOf.TryGetValue(conversation, out var slot) ? slot : null;

    /// <summary>Writes what a turn changed.</summary>
    public void Save(CachedConversation conversation)
    {
        if (_next > Slots)
            Settle();

        _write.Bind(1, _next).Bind(2, conversation.Id).Bind(3, conversation.Version + 1).Bind(4, conversation.KeyId)
            .Bind(5, conversation.Latest).Bind(6, conversation.Sequence).Bind(7, conversation.Hash)
            .Bind(8, JsonForm.Write(conversation.State)).Execute();
        conversation.Version++;
        _slotOf[conversation.Id] = _next++;
    }

    /// <summary>Takes the words of a conversation's states so far away; a new one is saved in the same transaction.</summary>
    public void Blank(CachedConversation conversation)
    {
        _blank.Bind(1, conversation.Id).Bind(2, conversation.Version).Execute();
        _blankOwn.Bind(1, conversation.Id).Execute();
    }

    private void Settle()
    {
        foreach (var (conversation, slot) in _slotOf)
        {
            if (_settle.Bind(1, conversation).Bind(2, slot).Execute() != 1)
                throw new InvalidOperationException($"Conversation {conversation} is newer than its latest turn: somebody else wrote it.");
        }

        _slotOf.Clear();
        _next = 1;
    }
}
