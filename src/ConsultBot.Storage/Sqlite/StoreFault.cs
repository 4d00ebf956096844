using ConsultBot.Application.Ports;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ConsultBot.Storage.Sqlite;

/// <summary>Turns SQLite's errors into words with place and remedy.</summary>
internal static class StoreFault
{
    /// <summary>The fault lies with the disk, the file or another program, not with a statement of ours.</summary>
    public static bool IsOutside(SqliteException error) => error.SqliteErrorCode
        is raw.SQLITE_FULL or raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN or raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT
        or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_IOERR or raw.SQLITE_NOMEM or raw.SQLITE_PROTOCOL;

    public static StoreUnavailableException Of(SqliteException error, string path)
    {
        var remedy = error.SqliteErrorCode switch
        {
            raw.SQLITE_FULL => "The disk is full: free some space. Nothing is lost, work goes on by itself.",
            raw.SQLITE_READONLY or raw.SQLITE_PERM => "It cannot be written: let the account that runs ConsultBot write the file and its folder.",
            raw.SQLITE_CANTOPEN => "It cannot be opened: look at Storage:Path and at the rights on the folder.",
            raw.SQLITE_NOTADB => "The file is no SQLite database: move it away, or set Storage:Path to another file.",
            raw.SQLITE_CORRUPT => "The file is damaged: stop ConsultBot and restore the latest backup.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "Another program holds it: close what else has the file open.",
            _ => "The disk or the file system refuses: look at its health.",
        };
        return new StoreUnavailableException($"{path}: {remedy} (SQLite {error.SqliteExtendedErrorCode}: {error.Message})", error);
    }
}
