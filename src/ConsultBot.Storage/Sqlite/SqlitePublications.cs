using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using Dapper;

namespace ConsultBot.Storage.Sqlite;

/// <summary>Publications. Reading needs no writer, so that a command can read while a server runs.</summary>
internal sealed class SqlitePublications(SqliteFile file, Func<SqliteWriter> writer) : IPublications
{
    private const string Select =
        "SELECT number AS Number, hash AS Hash, content AS Content, at AS At, by AS By FROM publication WHERE kind = @kind";

    public Task<Publication?> Latest(PublicationKind kind, CancellationToken cancellationToken) =>
        Before(kind, int.MaxValue, cancellationToken);

    public Task<Publication?> Before(PublicationKind kind, int number, CancellationToken cancellationToken) => ReadOne(
        $"""
        {Select} AND number < @number AND NOT EXISTS (SELECT 1 FROM recall r WHERE r.kind = publication.kind AND r.number = publication.number)
        ORDER BY number DESC LIMIT 1
        """,
        new { kind = (int)kind, number }, cancellationToken);

    public Task<Publication?> Read(PublicationKind kind, int number, CancellationToken cancellationToken) =>
        ReadOne($"{Select} AND number = @number", new { kind = (int)kind, number }, cancellationToken);

    public Task<Publication?> InForceAt(PublicationKind kind, DateTimeOffset at, CancellationToken cancellationToken) => ReadOne(
        $"""
        {Select} AND number = coalesce(
            (SELECT max(number) FROM publication p WHERE p.kind = @kind AND p.at <= @at
                AND NOT EXISTS (SELECT 1 FROM recall r WHERE r.kind = p.kind AND r.number = p.number AND r.at <= @at)),
            (SELECT min(number) FROM publication WHERE kind = @kind))
        """,
        new { kind = (int)kind, at = at.ToUnixTimeMilliseconds() }, cancellationToken);

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

    public async Task<bool> Knows(PublicationKind kind, string hash, CancellationToken cancellationToken)
    {
        if (!file.Exists)
            return false;

        await using var connection = file.OpenToRead();
        return await connection.QuerySingleAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT 1 FROM publication WHERE kind = @kind AND hash = @hash)", new { kind = (int)kind, hash }, cancellationToken: cancellationToken));
    }

    public Task Recall(PublicationKind kind, int number, DateTimeOffset at, string by, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        writer().Write(connection => connection.Execute(
            "INSERT INTO recall (kind, number, at, by) VALUES (@kind, @number, @at, @by) ON CONFLICT (kind, number) DO NOTHING",
            new { kind = (int)kind, number, at = at.ToUnixTimeMilliseconds(), by }));
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<RecalledTalk>> RecalledTalks(CancellationToken cancellationToken)
    {
        if (!file.Exists)
            return [];

        // Where a conversation's newest state lies is said in the script of recent_state.
        await using var connection = file.OpenToRead();
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            """
            WITH recent AS (SELECT conversation, state, max(version) AS version FROM recent_state GROUP BY conversation),
            talk AS (
                SELECT c.account, c.address, json_extract(CAST(CASE WHEN r.version > c.version THEN r.state ELSE c.state END AS TEXT), '$.dialog.pack') AS pack,
                    json_extract(CAST(CASE WHEN r.version > c.version THEN r.state ELSE c.state END AS TEXT), '$.turns') AS turns
                FROM conversation c LEFT JOIN recent r ON r.conversation = c.id
                WHERE EXISTS (SELECT 1 FROM recall WHERE kind = 1))
            SELECT a.channel AS Channel, a.name AS Account, t.address AS Address, t.pack AS Pack, coalesce(t.turns, 0) AS Turns
            FROM talk t JOIN recall p ON p.kind = 1 AND p.number = t.pack JOIN account a ON a.id = t.account
            """,
            cancellationToken: cancellationToken));

        // Read by hand: what JSON gives has no type of its own while there are no rows.
        var talks = new List<RecalledTalk>();
        while (await reader.ReadAsync(cancellationToken))
            talks.Add(new RecalledTalk(new CitizenAddress(reader.GetString(0), reader.GetString(1), reader.GetString(2)), reader.GetInt32(3), reader.GetInt32(4)));

        return talks;
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
