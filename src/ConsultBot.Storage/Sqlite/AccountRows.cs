using ConsultBot.Domain.Conversations;

namespace ConsultBot.Storage.Sqlite;

/// <summary>Our accounts in the channels: a handful, kept in memory.</summary>
internal sealed class AccountRows(SqliteWriter writer)
{
    private readonly Statement _find = writer.Prepare("SELECT id FROM account WHERE channel = ?1 AND name = ?2");
    private readonly Statement _insert = writer.Prepare("INSERT INTO account (channel, name) VALUES (?1, ?2)");
    private readonly Dictionary<(string Channel, string Account), long> _known = [];

    /// <summary>The account's id; a new account gets one.</summary>
    public long Id(CitizenAddress address)
    {
        if (_known.TryGetValue((address.Channel, address.Account), out var id))
            return id;

        if (Find(address) is not { } found)
        {
            _insert.Bind(1, address.Channel).Bind(2, address.Account).Execute();
            found = Find(address)!.Value;
        }

        _known.Add((address.Channel, address.Account), found);
        return found;
    }

    /// <summary>What was known may not be on the disk any more.</summary>
    public void Forget() => _known.Clear();

    private long? Find(CitizenAddress address) => _find.Bind(1, address.Channel).Bind(2, address.Account).Scalar();
}
