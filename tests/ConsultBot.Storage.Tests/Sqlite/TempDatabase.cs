using ConsultBot.Storage.Sqlite;
using ConsultBot.Storage.Tests.Conformance;
using Microsoft.Data.Sqlite;

namespace ConsultBot.Storage.Tests.Sqlite;

/// <summary>A database in a folder of its own, deleted with the test.</summary>
internal sealed class TempDatabase : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("consultbot-").FullName;
    private readonly SqliteFile _file;

    public TempDatabase()
    {
        Options = new StorageOptions { Path = System.IO.Path.Combine(_folder, "consultbot.db") };
        _file = new SqliteFile(Options);
        Reader = new SqliteConversationReader(_file);
    }

    public static TimeZoneInfo Almaty { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Almaty");

    public StorageOptions Options { get; }

    public SqliteConversationReader Reader { get; }

    public string Path => Options.Path;

    public SqliteFile File => _file;

    public SqliteTurnStore Open() => Open(out _);

    public SqliteTurnStore Open(out SqliteWriter writer)
    {
        writer = new SqliteWriter(_file);
        return new SqliteTurnStore(writer, new Seed(), Almaty);
    }

    /// <summary>A connection of a person with a database tool.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    public void Dispose()
    {
        _file.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
