using ConsultBot.Application.Ports;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SQLitePCL;

namespace ConsultBot.Storage.Sqlite;

/// <summary>The one connection that writes. Whoever writes holds <see cref="Enter"/> meanwhile.</summary>
internal sealed partial class SqliteWriter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileLock _lock;
    private readonly SqliteConnection _connection;
    private readonly List<Statement> _statements = [];
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly WalCheckpoint _checkpoint;
    private bool _closed;

    /// <exception cref="StoreUnavailableException">The file cannot be used; the message says why and what to do.</exception>
    public SqliteWriter(SqliteFile file, TimeProvider? time = null, ILogger<SqliteWriter>? log = null)
    {
        Path = file.Path;
        _lock = new FileLock(Path + ".lock");
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteSchema.Open(Path);
            Note = CommitNote.Open(Path + "-note");
            if (LossCheck.Run(connection, Path, Note.Found, file.AcceptLoss, time ?? TimeProvider.System) is { } lost)
                Lost(log ?? NullLogger<SqliteWriter>.Instance, Path, lost);
        }
        catch
        {
            Note?.Dispose();
            connection?.Dispose();
            _lock.Dispose();
            throw;
        }

        _connection = connection;

        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _checkpoint = new WalCheckpoint(_connection, SqliteSchema.OpenHelper(Path));
    }

    public string Path { get; }

    /// <summary>Says beside the database how far its commits have come.</summary>
    public CommitNote Note { get; }

    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public Lock.Scope Enter()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return _gate.EnterScope();
    }

    public Statement Prepare(string sql)
    {
        var statement = new Statement(_connection.Handle!, sql);
        _statements.Add(statement);
        return statement;
    }

    public void Begin()
    {
        Rollback();
        _begin.Execute();
    }

    public void Commit()
    {
        _commit.Execute();
        _checkpoint.AfterCommit();
    }

    /// <summary>The words of an erased citizen also leave the write-ahead log.</summary>
    public void ForgetLog() => _checkpoint.Forget();

    /// <summary>Ends the transaction. SQLite may have ended it already; where it cannot, the next <see cref="Begin"/> tries again.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle!) == 0)
            _rollback.TryExecute();
    }

    /// <summary>A rare write beside the turns, as one transaction.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was written.</exception>
    public T Write<T>(Func<SqliteConnection, T> write)
    {
        using var scope = Enter();
        try
        {
            Begin();
            var result = write(_connection);
            Commit();
            return result;
        }
        catch (SqliteException error) when (StoreFault.IsOutside(error))
        {
            Rollback();
            throw StoreFault.Of(error, Path);
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    public void Dispose()
    {
        using var scope = _gate.EnterScope();
        if (_closed)
            return;

        _closed = true;
        _checkpoint.Dispose();
        foreach (var statement in _statements)
            statement.Dispose();

        _connection.Dispose();
        Note.Dispose();
        _lock.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "ALARM: {Path} goes on without what was committed before: {Lost}.")]
    private static partial void Lost(ILogger log, string path, string lost);
}
