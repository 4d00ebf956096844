using SQLitePCL;

namespace ConsultBot.Storage.Sqlite;

/// <summary>
/// Brings the write-ahead log back into the database once it is large. The log's file keeps its size: writing over old
/// blocks is quicker to sync than growing a file.
/// </summary>
internal sealed class WalCheckpoint(sqlite3 database)
{
    private const int PagesAtMost = 4096; // 16 MiB

    private const int StatusCacheWrites = 9; // SQLITE_DBSTATUS_CACHE_WRITE, not named by the driver

    private int _writesBefore;

    public void AfterCommit()
    {
        if (Writes() - _writesBefore >= PagesAtMost)
            Run(raw.SQLITE_CHECKPOINT_PASSIVE);
    }

    public void Truncate() => Run(raw.SQLITE_CHECKPOINT_TRUNCATE);

    // A checkpoint that a reader or the disk hinders is no fault: the log stays and the next one takes it along.
    private void Run(int mode)
    {
        _ = raw.sqlite3_wal_checkpoint_v2(database, null, mode, out _, out _);
        _writesBefore = Writes();
    }

    private int Writes()
    {
        _ = raw.sqlite3_db_status(database, StatusCacheWrites, out var writes, out _, 0);
        return writes;
    }
}
