namespace ConsultBot.Storage;

/// <summary>Where ConsultBot remembers.</summary>
public sealed record StorageOptions
{
    public const string Sqlite = "sqlite";

    /// <summary><c>sqlite</c>: one file, one process.</summary>
    public string Provider { get; init; } = Sqlite;

    /// <summary>The database file; the accounts, the lock and the log lie beside it. Relative to the current folder.</summary>
    public string Path { get; init; } = "data/consultbot.db";

    /// <summary>Go on with a database that lacks what was committed before, and note that in the desk's journal.</summary>
    public bool AcceptLoss { get; init; }

    /// <summary>For providers that are servers; not used by <c>sqlite</c>.</summary>
    public string ConnectionString { get; init; } = "";
}
