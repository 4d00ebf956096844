using System.Runtime.InteropServices;
using ConsultBot.Application.Privacy;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Storage.Sqlite;

/// <summary>The rows of the journal; only ever appended.</summary>
internal sealed class JournalRows(SqliteWriter writer)
{
    private readonly Statement _append = writer.Prepare("""
        INSERT INTO journal (id, conversation, previous, sequence, at, key_id, input, first_item, items, hash, content)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """);

    private readonly Statement _entry = writer.Prepare("""
        SELECT k.key, j.sequence, j.content FROM journal j JOIN citizen_key k ON k.id = j.key_id WHERE j.id = ?1 AND k.key IS NOT NULL
        """);

    /// <summary>The words of a message from its turn's entry; null when they were erased.</summary>
    /// <param name="position">In the turn, from 0.</param>
    public OutboundMessage? Message(long entry, int position)
    {
        try
        {
            if (!_entry.Bind(1, entry).Step())
                return null;

            var record = JsonForm.ReadRecord(JournalCipher.Decrypt(_entry.Span(0), _entry.Long(1), _entry.Span(2)));
            return record.Messages[position];
        }
        finally
        {
            _entry.Reset();
        }
    }

    /// <summary>Encrypts the entry, links it to the conversation's latest one and makes it the latest.</summary>
    public void Append(in JournalRow row, CachedConversation conversation, ReadOnlySpan<byte> plain)
    {
        var sequence = conversation.Sequence + 1;
        var content = JournalCipher.Encrypt(conversation.Key, sequence, plain);
        var header = new EntryHeader(
            row.Id, conversation.Id, conversation.Latest, sequence, row.At, conversation.KeyId, row.Input, row.FirstItem, row.Items);
        var hash = HashChain.Next(conversation.Hash, header, content);
        _append.Bind(1, row.Id).Bind(2, conversation.Id).Bind(3, conversation.Latest).Bind(4, sequence).Bind(5, row.At)
            .Bind(6, conversation.KeyId).Bind(7, row.Input).Bind(8, row.FirstItem).Bind(9, row.Items).Bind(10, hash).Bind(11, content).Execute();
        (conversation.Latest, conversation.Sequence, conversation.Hash) = (row.Id, sequence, hash);
    }
}

/// <param name="FirstItem">Id of the first outbox row of the turn; the others follow it without a gap.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JournalRow(long Id, long At, long Input, long FirstItem, int Items);
