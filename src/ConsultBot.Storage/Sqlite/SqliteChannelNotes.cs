using ConsultBot.Application.Ports;
using Dapper;

namespace ConsultBot.Storage.Sqlite;

internal sealed class SqliteChannelNotes(SqliteFile file, Func<SqliteWriter> writer) : IChannelNotes
{
    public string? Read(string channel, string name)
    {
        using var connection = file.OpenToRead();
        return connection.QuerySingleOrDefault<string>(
            "SELECT value FROM channel_note WHERE channel = @channel AND name = @name", new { channel, name });
    }

    public IReadOnlyDictionary<string, string> ReadAll(string channel, string prefix)
    {
        using var connection = file.OpenToRead();
        return connection.Query<NoteRow>(
                "SELECT name AS Name, value AS Value FROM channel_note WHERE channel = @channel AND substr(name, 1, length(@prefix)) = @prefix ORDER BY name",
                new { channel, prefix })
            .ToDictionary(row => row.Name, row => row.Value, StringComparer.Ordinal);
    }

    public void Write(string channel, string name, string value) => writer().Write(connection => connection.Execute(
        "INSERT INTO channel_note (channel, name, value) VALUES (@channel, @name, @value) ON CONFLICT (channel, name) DO UPDATE SET value = excluded.value",
        new { channel, name, value }));

    private sealed record NoteRow(string Name, string Value);
}
