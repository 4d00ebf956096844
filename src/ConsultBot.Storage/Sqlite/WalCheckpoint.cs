using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ConsultBot.Storage.Sqlite;

/// <summary>
/// Brings the write-ahead log back into the database once it is large: the bulk beside the writer, on a connection of its
/// own, and only what came meanwhile between two commits, so that no turn waits long. The log's file keeps its size, since
/// writing over old blocks is quicker to sync than growing a file.
/// </summary>
internal sealed class WalCheckpoint(SqliteConnection writer, SqliteConnection helper) : IDisposable
{
    private const int PagesAtMost = 4096; // 16 MiB
    private const int PagesBetweenCommits = 256;
    private const int RoundsAtMost = 4;

    private const int StatusCacheWrites = 9; // SQLITE_DBSTATUS_CACHE_WRITE, not named by the driver

    private readonly sqlite3 _writer = writer.Handle!;
    private Task? _beside;
    private int _rounds;
    private int _writesBefore;
    private bool _forget;

    /// <summary>The caller holds the writer, between two transactions.</summary>
    public void AfterCommit()
    {
        if (_beside is { IsCompleted: false })
            return;

        var pages = Writes() - _writesBefore;
        if (_forget || (_beside is not null && (pages <= PagesBetweenCommits || _rounds >= RoundsAtMost)))
            Finish();
        else if (_beside is not null || pages >= PagesAtMost)
            Begin();
    }

    /// <summary>Empties the log at once, or as soon as no reader is in the way.</summary>
    public void Forget()
    {
        _forget = true;
        AfterCommit();
    }

    /// <summary>Empties the log.</summary>
    public void Dispose()
    {
        _beside?.GetAwaiter().GetResult();
        _ = Run(_writer, raw.SQLITE_CHECKPOINT_TRUNCATE);
        helper.Dispose();
    }

    private void Begin()
    {
        _rounds++;
        _writesBefore = Writes();
        _beside = Task.Run(() => Run(helper.Handle!, raw.SQLITE_CHECKPOINT_PASSIVE));
    }

    private void Finish()
    {
        _forget = !Run(_writer, _forget ? raw.SQLITE_CHECKPOINT_TRUNCATE : raw.SQLITE_CHECKPOINT_PASSIVE) && _forget;
        _writesBefore = Writes();
        _beside = null;
        _rounds = 0;
    }

    // A checkpoint that a reader or the disk hinders is no fault: the log stays and a later one takes it along.
    private static bool Run(sqlite3 database, int mode) =>
        raw.sqlite3_wal_checkpoint_v2(database, null, mode, out _, out _) == raw.SQLITE_OK;

    private int Writes()
    {
        _ = raw.sqlite3_db_status(_writer, StatusCacheWrites, out var writes, out _, 0);
        return writes;
    }
}
