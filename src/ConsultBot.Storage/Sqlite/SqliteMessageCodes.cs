using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using Dapper;

namespace ConsultBot.Storage.Sqlite;

internal sealed class SqliteMessageCodes(SqliteFile file) : IMessageCodes
{
    public MessageSight? Find(string hash)
    {
        using var connection = file.OpenToRead();
        var row = connection.QueryFirstOrDefault<Row>(
            "SELECT at AS At, consultation AS Consultation, signed AS Signed FROM message_code WHERE hash = @hash ORDER BY journal LIMIT 1", new { hash });
        return row is null ? null : new MessageSight(DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Consultation, row.Signed);
    }

    private sealed record Row(long At, string? Consultation, string Signed);
}
