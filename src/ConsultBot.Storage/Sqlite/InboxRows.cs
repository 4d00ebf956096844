using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Storage.Sqlite;

/// <summary>The rows of the inbox. An input's key is unique; a row without an instant of handling waits.</summary>
internal sealed class InboxRows(SqliteWriter writer)
{
    private const int KeySize = 16;

    private readonly Statement _insert = writer.Prepare("""
        INSERT INTO inbox (id, conversation, key_hash, key, source, received_at, handled, bytes)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (key_hash) DO NOTHING
        """);

    private readonly Statement _find = writer.Prepare("SELECT id FROM inbox WHERE key_hash = ?1");

    private readonly Statement _next = writer.Prepare("""
        SELECT id, key, source, received_at, bytes FROM inbox WHERE conversation = ?1 AND handled IS NULL ORDER BY id LIMIT 1
        """);

    private readonly Statement _handled = writer.Prepare("UPDATE inbox SET handled = ?2, parked = ?3 WHERE id = ?1");

    private readonly Statement _waits = writer.Prepare("UPDATE inbox SET handled = NULL WHERE id = ?1");

    private readonly Statement _waiting = writer.Prepare("""
        SELECT conversation, min(id), count(*) FROM inbox WHERE handled IS NULL GROUP BY conversation
        """);

    private readonly Statement _blank = writer.Prepare("""
        UPDATE inbox SET bytes = x'' WHERE id IN (SELECT input FROM journal WHERE conversation = ?1)
        """);

    /// <summary>False when the key is known: nothing was written.</summary>
    public bool Insert(long id, long conversation, RawInput input, long? handled)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HashKey(input, hash);
        return _insert.Bind(1, id).Bind(2, conversation).Bind(3, hash[..KeySize]).Bind(4, input.Key).Bind(5, (int)input.Source)
            .Bind(6, input.ReceivedAt.ToUnixTimeMilliseconds()).Bind(7, handled).Bind(8, input.Bytes.Span).Execute() == 1;
    }

    /// <summary>The row that has the input's key; null when the key is new.</summary>
    public long? FindId(RawInput input)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HashKey(input, hash);
        return _find.Bind(1, hash[..KeySize]).Scalar();
    }

    /// <summary>The oldest waiting input of a conversation, read from the disk.</summary>
    public (long Id, RawInput Input) Next(long conversation, CitizenAddress address)
    {
        try
        {
            if (!_next.Bind(1, conversation).Step())
                throw new InvalidOperationException($"Conversation {conversation} is called ready and has no waiting input.");

            var input = new RawInput(
                address, _next.Text(1), (InputSource)_next.Int(2), _next.Bytes(4), DateTimeOffset.FromUnixTimeMilliseconds(_next.Long(3)));
            return (_next.Long(0), input);
        }
        finally
        {
            _next.Reset();
        }
    }

    public void Handled(long id, long at, string? parked) => _handled.Bind(1, id).Bind(2, at).Bind(3, parked).Execute();

    public void Waits(long id) => _waits.Bind(1, id).Execute();

    /// <summary>Conversations with waiting inputs: id, the oldest input, how many.</summary>
    public List<(long Conversation, long Oldest, int Count)> Waiting()
    {
        var rows = new List<(long Conversation, long Oldest, int Count)>();
        try
        {
            while (_waiting.Step())
                rows.Add((_waiting.Long(0), _waiting.Long(1), _waiting.Int(2)));
        }
        finally
        {
            _waiting.Reset();
        }

        return rows;
    }

    /// <summary>Takes the raw bytes away from all that the conversation's journal has handled.</summary>
    public void Blank(long conversation) => _blank.Bind(1, conversation).Execute();

    private static void HashKey(RawInput input, Span<byte> hash)
    {
        var (channel, account, _) = input.Address;
        var most = Encoding.UTF8.GetMaxByteCount(channel.Length + account.Length + input.Key.Length) + 2;
        var bytes = ArrayPool<byte>.Shared.Rent(most);
        var length = Encoding.UTF8.GetBytes(channel, bytes);
        bytes[length++] = 0;
        length += Encoding.UTF8.GetBytes(account, bytes.AsSpan(length));
        bytes[length++] = 0;
        length += Encoding.UTF8.GetBytes(input.Key, bytes.AsSpan(length));
        SHA256.HashData(bytes.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
