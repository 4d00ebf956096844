using ConsultBot.Domain.Messages;

namespace ConsultBot.Storage.Sqlite;

/// <summary>The rows of messages that carry a code.</summary>
internal sealed class MessageCodeRows(SqliteWriter writer)
{
    private readonly Statement _insert = writer.Prepare("INSERT INTO message_code (hash, journal, at, consultation, signed) VALUES (?1, ?2, ?3, ?4, ?5)");

    public void Insert(string hash, long journal, DateTimeOffset at, OutboundMessage message) =>
        _insert.Bind(1, hash).Bind(2, journal).Bind(3, at.ToUnixTimeMilliseconds()).Bind(4, message.Consultation).Bind(5, message.Signature.Text).Execute();
}
