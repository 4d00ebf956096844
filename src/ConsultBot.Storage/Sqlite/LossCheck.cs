using ConsultBot.Application.Ports;
using ConsultBot.Domain.Journals;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ConsultBot.Storage.Sqlite;

/// <summary>Compares a database that was opened with the note beside it.</summary>
internal static class LossCheck
{
    /// <summary>Refuses a database that lacks commits or, where the operator accepts that, notes it and goes on.</summary>
    /// <returns>What was lost and accepted; null when nothing was lost.</returns>
    /// <exception cref="StoreUnavailableException">Commits are missing, and nobody accepted that.</exception>
    public static string? Run(SqliteConnection connection, string path, CommitMark? noted, bool accept, TimeProvider time)
    {
        var (conversation, key, input, journal, item) = connection.QuerySingle<(long, long, long, long, long)>(
            "SELECT conversation, citizen_key, input, journal, item FROM high_water");
        if (noted is not { } note || (conversation >= note.Conversation && key >= note.Key && input >= note.Input && journal >= note.Journal && item >= note.Item))
            return null;

        var missing = string.Join(", ", new[]
        {
            Range("inputs", input, note.Input), Range("turns", journal, note.Journal), Range("messages", item, note.Item),
            Range("conversations", conversation, note.Conversation),
        }.OfType<string>());
        if (!accept)
        {
            throw new StoreUnavailableException(
                $"{path}: the database lacks what was committed before: {missing}. Its write-ahead log ({path}-wal) is torn or gone, or an "
                + "older copy was put here. Put the whole log or the newest backup back, and have the disk looked at; or start once with "
                + "'serve --accept-loss' to go on without them, which the desk's journal will say.");
        }

        Accept(connection, missing, note, time.GetUtcNow().ToUnixTimeMilliseconds());
        return missing;
    }

    private static string? Range(string what, long has, long noted) => noted <= has ? null : $"{what} {has + 1} to {noted}";

    // An id or a consultation's number that somebody may have seen is not given again.
    private static void Accept(SqliteConnection connection, string missing, CommitMark note, long at)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute(
            """
            UPDATE high_water SET conversation = max(conversation, @Conversation), citizen_key = max(citizen_key, @Key),
                input = max(input, @Input), journal = max(journal, @Journal), item = max(item, @Item)
            """,
            new { note.Conversation, note.Key, note.Input, note.Journal, note.Item }, transaction);
        if (note.Year > 0)
        {
            connection.Execute(
                "INSERT INTO number_series (year, last) VALUES (@Year, @Number) ON CONFLICT (year) DO UPDATE SET last = max(last, @Number)",
                new { note.Year, note.Number }, transaction);
        }

        DeskJournalRows.Append(connection, transaction, at, new DeskEvent(DeskEvents.LossAccepted, "serve --accept-loss", After: missing));
        transaction.Commit();
    }
}
