using ConsultBot.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ConsultBot.Storage.Accounts;

/// <summary>The accounts' database beside the turns' one; brought up to date when it is first asked for.</summary>
internal sealed class AccountsFile
{
    private readonly Lazy<string> _connection;

    public AccountsFile(SqliteFile turns)
    {
        var name = Path.GetFileNameWithoutExtension(turns.Path) + "-accounts" + Path.GetExtension(turns.Path);
        var path = Path.Combine(Path.GetDirectoryName(turns.Path)!, name);
        _connection = new Lazy<string>(() =>
        {
            FileLock.EnsureFolder(path);
            SqliteSchema.EnsureAccounts(path);
            return new SqliteConnectionStringBuilder { DataSource = path }.ToString();
        });
    }

    /// <exception cref="Application.Ports.StoreUnavailableException">The file cannot be used.</exception>
    public string Connection => _connection.Value;
}
