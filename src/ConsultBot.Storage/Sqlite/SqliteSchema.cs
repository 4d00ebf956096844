using System.Globalization;
using System.Reflection;
using ConsultBot.Application.Ports;
using Dapper;
using DbUp;
using DbUp.Sqlite.Helpers;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ConsultBot.Storage.Sqlite;

/// <summary>Opens a database for writing and applies the numbered scripts that it lacks.</summary>
internal static class SqliteSchema
{
    private const string TurnScripts = "ConsultBot.Storage.Scripts.Sqlite.";
    private const string AccountScripts = "ConsultBot.Storage.Scripts.Accounts.";

    // "CBot": marks the file as ours, so that no other program's database is written into.
    private const long ApplicationId = 0x43426F74;

    public static SqliteConnection Open(string path) => Open(path, TurnScripts);

    /// <summary>A second connection of the writer; it changes nothing but the place of what is committed.</summary>
    public static SqliteConnection OpenHelper(string path)
    {
        var connection = Connect(path);
        connection.Open();
        connection.Execute("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;");
        return connection;
    }

    public static void EnsureAccounts(string path) => Open(path, AccountScripts).Dispose();

    private static SqliteConnection Open(string path, string scripts)
    {
        var connection = Connect(path);
        try
        {
            connection.Open();
            Identify(connection, path);
            if (!string.Equals(connection.ExecuteScalar<string>("PRAGMA journal_mode = WAL"), "wal", StringComparison.OrdinalIgnoreCase))
                throw new StoreUnavailableException($"{path}: the file system cannot share memory between connections. Put the file on a local disk.");

            connection.Execute("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA secure_delete = FAST; PRAGMA cache_size = -16000;");
            Upgrade(connection, path, scripts);
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw StoreFault.Of(error, path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Each connection is used by one thread at a time, so SQLite's own locks around every call guard nothing. Must come
    // before the first connection of the process; later it changes nothing.
    static SqliteSchema()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
    }

    private static SqliteConnection Connect(string path) =>
        new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());

    private static void Identify(SqliteConnection connection, string path)
    {
        var id = connection.ExecuteScalar<long>("PRAGMA application_id");
        if (id == ApplicationId)
            return;

        if (id != 0 || connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema") != 0)
            throw new StoreUnavailableException($"{path}: the file is another program's database. Move it away, or set Storage:Path to another file.");

        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
    }

    // The count of applied scripts stands in the file's head too, so that a usual start does without DbUp.
    private static void Upgrade(SqliteConnection connection, string path, string scripts)
    {
        var known = Array.FindAll(
            typeof(SqliteSchema).Assembly.GetManifestResourceNames(), name => name.StartsWith(scripts, StringComparison.Ordinal)).Length;
        var applied = connection.ExecuteScalar<int>("PRAGMA user_version");
        if (applied > known)
        {
            throw new StoreUnavailableException(
                $"{path}: a newer version of ConsultBot has written this database. Run that version, or restore a backup made before it.");
        }

        if (applied == known)
            return;

        using var shared = new SharedConnection(connection);
        var result = DeployChanges.To.SqliteDatabase(shared)
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.StartsWith(scripts, StringComparison.Ordinal))
            .WithTransaction().LogToNowhere().Build().PerformUpgrade();
        if (!result.Successful)
        {
            throw new StoreUnavailableException(
                $"{path}: the script {result.ErrorScript?.Name} failed: {result.Error.Message} Restore a backup, or report this.", result.Error);
        }

        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {known}"));
    }
}
