using System.Runtime.InteropServices;

namespace ConsultBot.Storage.Sqlite;

/// <summary>The rows of the journal; only ever appended.</summary>
internal sealed class JournalRows(SqliteWriter writer)
{
    private readonly Statement _append = writer.Prepare("""
        INSERT INTO journal (id, conversation, sequence, at, key_id, input, first_item, items, hash, content)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """);

    public void Append(in JournalRow row, CachedConversation conversation, byte[] content) =>
        _append.Bind(1, row.Id).Bind(2, conversation.Id).Bind(3, conversation.Sequence).Bind(4, row.At).Bind(5, conversation.KeyId)
            .Bind(6, row.Input).Bind(7, row.FirstItem).Bind(8, row.Items).Bind(9, conversation.Hash).Bind(10, content).Execute();
}

/// <param name="FirstItem">Id of the first outbox row of the turn; the others follow it without a gap.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JournalRow(long Id, long At, long Input, long FirstItem, int Items);
