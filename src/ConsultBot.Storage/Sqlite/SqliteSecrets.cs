using ConsultBot.Application.Ports;
using Dapper;

namespace ConsultBot.Storage.Sqlite;

internal sealed class SqliteSecrets(SqliteFile file, Func<SqliteWriter> writer, IChance chance) : ISecrets
{
    private const int Size = 32;
    private const string Select = "SELECT value FROM secret WHERE name = @name";

    public byte[] GetOrCreate(string name) => Find(name) ?? Create(name);

    private byte[]? Find(string name)
    {
        if (!file.Exists)
            return null;

        using var connection = file.OpenToRead();
        return connection.QuerySingleOrDefault<byte[]>(Select, new { name });
    }

    private byte[] Create(string name)
    {
        var value = new byte[Size];
        chance.Fill(value);
        return writer().Write(connection =>
        {
            connection.Execute("INSERT INTO secret (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING", new { name, value });
            return connection.QuerySingle<byte[]>(Select, new { name });
        });
    }
}
