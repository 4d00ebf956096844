using ConsultBot.Application.Ports;
using Dapper;

namespace ConsultBot.Storage.Sqlite;

/// <summary>Publications. Reading needs no writer, so that a command can read while a server runs.</summary>
internal sealed class SqlitePublications(SqliteFile file, Func<SqliteWriter> writer) : IPublications
{
    private const string Select =
        "SELECT number AS Number, hash AS Hash, content AS Content, at AS At, by AS By FROM publication WHERE kind = @kind";

    public Task<Publication?> Latest(PublicationKind kind, CancellationToken cancellationToken) =>
        ReadOne($"{Select} ORDER BY number DESC LIMIT 1", new { kind = (int)kind }, cancellationToken);

    public Task<Publication?> Read(PublicationKind kind, int number, CancellationToken cancellationToken) =>
        ReadOne($"{Select} AND number = @number", new { kind = (int)kind, number }, cancellationToken);

    public Task<int> Publish(
        PublicationKind kind, string hash, byte[] content, DateTimeOffset at, string by, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(writer().Write(connection => connection.QuerySingle<int>(
            """
            INSERT INTO publication (kind, number, hash, at, by, content)
            SELECT @kind, coalesce(max(number), 0) + 1, @hash, @at, @by, @content FROM publication WHERE kind = @kind
            RETURNING number
            """,
            new { kind = (int)kind, hash, at = at.ToUnixTimeMilliseconds(), by, content })));
    }

    private async Task<Publication?> ReadOne(string sql, object parameters, CancellationToken cancellationToken)
    {
        if (!file.Exists)
            return null;

        await using var connection = file.OpenToRead();
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
        return row is null
            ? null
            : new Publication((int)row.Number, row.Hash, row.Content, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.By);
    }

    private sealed record Row(long Number, string Hash, byte[] Content, long At, string By);
}
