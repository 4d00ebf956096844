using ConsultBot.Application.Ports;
using Microsoft.Data.Sqlite;

namespace ConsultBot.Storage.Sqlite;

/// <summary>Where the database lies, and the pooled read-only connections to it. Needs no lock: a reader never disturbs.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly string _readOnly;

    public SqliteFile(StorageOptions options)
    {
        Path = System.IO.Path.GetFullPath(options.Path);
        AcceptLoss = options.AcceptLoss;
        _readOnly = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadOnly,
            Cache = SqliteCacheMode.Private,
            Pooling = true,
        }.ToString();
    }

    public string Path { get; }

    /// <summary>As <see cref="StorageOptions.AcceptLoss"/>.</summary>
    public bool AcceptLoss { get; }

    public bool Exists => File.Exists(Path);

    /// <exception cref="StoreUnavailableException">There is no database yet, or it cannot be read.</exception>
    public SqliteConnection OpenToRead()
    {
        var connection = new SqliteConnection(_readOnly);
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw StoreFault.Of(error, Path);
        }
    }

    public void Dispose()
    {
        using var any = new SqliteConnection(_readOnly);
        SqliteConnection.ClearPool(any);
    }
}
