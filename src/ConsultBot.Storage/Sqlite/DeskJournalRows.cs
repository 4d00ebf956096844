using ConsultBot.Domain.Journals;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ConsultBot.Storage.Sqlite;

/// <summary>The rows of the desk's own journal; only ever appended.</summary>
internal static class DeskJournalRows
{
    /// <summary>Appends one entry within a transaction of the writer.</summary>
    public static void Append(SqliteConnection connection, SqliteTransaction? transaction, long at, DeskEvent e)
    {
        var (last, hash) = connection.QuerySingleOrDefault<(long, byte[])>(
            "SELECT id, hash FROM desk_journal ORDER BY id DESC LIMIT 1", transaction: transaction);
        var content = JsonForm.Write(e);
        var header = EntryHeader.OfDesk(last + 1, at);
        connection.Execute(
            "INSERT INTO desk_journal (id, at, hash, content) VALUES (@id, @at, @hash, @content)",
            new { id = header.Id, at, hash = HashChain.Next(hash ?? HashChain.Start, header, content), content }, transaction);
    }
}
