using ConsultBot.Application.Ports;
using ConsultBot.Application.Privacy;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Journals;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ConsultBot.Storage.Sqlite;

internal sealed class SqliteConversationReader(SqliteFile file) : IConversationReader
{
    private const int WaitsOfAUnit = 20;

    private const string SelectConsultation = """
        SELECT n.conversation AS Conversation, a.channel AS Channel, a.name AS Account, c.address AS Address, n.data AS Data
        FROM consultation n JOIN conversation c ON c.id = n.conversation JOIN account a ON a.id = c.account
        """;

    // From the first milestone behind what is wanted, or from the latest entry, back along the chain.
    private const string SelectEntries = """
        WITH RECURSIVE entry (id, previous, sequence) AS (
            SELECT id, previous, sequence FROM journal WHERE id = coalesce(
                (SELECT id FROM journal WHERE conversation = @conversation AND sequence >= @last AND sequence % 32 = 0 ORDER BY sequence LIMIT 1),
                (SELECT r.latest FROM recent_state r JOIN conversation c ON c.id = r.conversation
                    WHERE r.conversation = @conversation AND r.version > c.version ORDER BY r.version DESC LIMIT 1),
                (SELECT latest FROM conversation WHERE id = @conversation))
            UNION ALL
            SELECT j.id, j.previous, j.sequence FROM entry JOIN journal j ON j.id = entry.previous WHERE entry.sequence > @after + 1)
        SELECT j.id AS Id, j.sequence AS Sequence, j.at AS At, j.content AS Content, k.key AS Key, j.first_item AS FirstItem, j.items AS Items
        FROM entry JOIN journal j ON j.id = entry.id JOIN citizen_key k ON k.id = j.key_id
        WHERE entry.sequence > @after ORDER BY entry.sequence LIMIT @limit
        """;

    public async Task<IReadOnlyList<TranscriptTurn>> Transcript(long conversation, long after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = file.OpenToRead();

        // One transaction, so that entries and deliveries are of one instant.
        await using var transaction = connection.BeginTransaction(deferred: true);
        var entries = (await connection.QueryAsync<EntryRow>(new CommandDefinition(
            SelectEntries, new { conversation, after, limit, last = after + limit }, transaction, cancellationToken: cancellationToken))).AsList();
        var turns = new List<TranscriptTurn>(entries.Count);
        foreach (var entry in entries)
        {
            var deliveries = entry.Items == 0 ? [] : await Deliveries(connection, entry, transaction, cancellationToken);
            turns.Add(new TranscriptTurn(entry.Id, entry.Sequence, DateTimeOffset.FromUnixTimeMilliseconds(entry.At), Record(entry), deliveries));
        }

        return turns;
    }

    public async Task<long?> Find(CitizenAddress address, CancellationToken cancellationToken)
    {
        await using var connection = file.OpenToRead();
        return await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            """
            SELECT c.id FROM conversation c JOIN account a ON a.id = c.account
            WHERE a.channel = @Channel AND a.name = @Account AND c.address = @Address
            """,
            address, cancellationToken: cancellationToken));
    }

    public async Task<CitizenAddress?> Citizen(string channel, string address, CancellationToken cancellationToken)
    {
        if (!file.Exists)
            return null;

        await using var connection = file.OpenToRead();
        return await connection.QueryFirstOrDefaultAsync<CitizenAddress>(new CommandDefinition(
            """
            SELECT a.channel AS Channel, a.name AS Account, c.address AS Address FROM conversation c JOIN account a ON a.id = c.account
            WHERE a.channel = @channel AND c.address = @address
            """,
            new { channel, address }, cancellationToken: cancellationToken));
    }

    public async Task<ConversationRow?> Conversation(long conversation, CancellationToken cancellationToken)
    {
        await using var connection = file.OpenToRead();
        var row = await connection.QuerySingleOrDefaultAsync<StateRow>(new CommandDefinition(
            """
            SELECT a.channel AS Channel, a.name AS Account, c.address AS Address, coalesce(
                (SELECT r.state FROM recent_state r WHERE r.conversation = c.id AND r.version > c.version ORDER BY r.version DESC LIMIT 1),
                c.state) AS State
            FROM conversation c JOIN account a ON a.id = c.account WHERE c.id = @conversation
            """,
            new { conversation }, cancellationToken: cancellationToken));
        return row is null
            ? null
            : new ConversationRow(conversation, new CitizenAddress(row.Channel, row.Account, row.Address), JsonForm.ReadState(row.State));
    }

    public async Task<string?> CodeHash(string number, CancellationToken cancellationToken)
    {
        await using var connection = file.OpenToRead();
        return await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
            "SELECT code_hash FROM consultation WHERE number = @number", new { number }, cancellationToken: cancellationToken));
    }

    public async Task<ConsultationRow?> Consultation(string number, CancellationToken cancellationToken)
    {
        var rows = await Consultations($"{SelectConsultation} WHERE n.number = @number", new { number }, cancellationToken);
        return rows.Count == 0 ? null : rows[0];
    }

    public async Task<IReadOnlyList<ConsultationRow>> Open(CancellationToken cancellationToken) =>
        await Consultations($"{SelectConsultation} WHERE n.status < 2", null, cancellationToken);

    public async Task<IReadOnlyList<ConsultationRow>> Closed(IReadOnlyList<string> units, int limit, CancellationToken cancellationToken)
    {
        // Unit by unit, so that each is a short walk on the index from its newest row.
        var rows = new List<ConsultationRow>();
        foreach (var unit in units.Distinct(StringComparer.Ordinal))
        {
            rows.AddRange(await Consultations(
                $"{SelectConsultation} WHERE n.status = 2 AND n.unit = @unit ORDER BY n.closed_at DESC LIMIT @limit",
                new { unit, limit }, cancellationToken));
        }

        return rows.OrderByDescending(row => row.Consultation.ClosedAt).Take(limit).ToList();
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<TimeSpan>>> RecentWaits(CancellationToken cancellationToken)
    {
        await using var connection = file.OpenToRead();
        var units = await connection.QueryAsync<string>(new CommandDefinition(
            """
            WITH RECURSIVE units (unit) AS (
                SELECT min(unit) FROM consultation WHERE claimed_at IS NOT NULL
                UNION ALL
                SELECT (SELECT min(n.unit) FROM consultation n WHERE n.claimed_at IS NOT NULL AND n.unit > units.unit)
                FROM units WHERE units.unit IS NOT NULL)
            SELECT unit FROM units WHERE unit IS NOT NULL
            """,
            cancellationToken: cancellationToken));
        var waits = new Dictionary<string, IReadOnlyList<TimeSpan>>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            var milliseconds = await connection.QueryAsync<long>(new CommandDefinition(
                """
                SELECT claimed_at - queued_at FROM consultation
                WHERE unit = @unit AND claimed_at IS NOT NULL AND queued_at IS NOT NULL ORDER BY claimed_at DESC LIMIT @limit
                """,
                new { unit, limit = WaitsOfAUnit }, cancellationToken: cancellationToken));
            waits.Add(unit, milliseconds.Select(wait => TimeSpan.FromMilliseconds(wait)).ToList());
        }

        return waits;
    }

    private static async Task<List<MessageDelivery>> Deliveries(
        SqliteConnection connection, EntryRow entry, SqliteTransaction transaction, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<DeliveryRow>(new CommandDefinition(
            """
            SELECT id AS Id, state AS State, reason AS Reason, attempts AS Attempts FROM outbox
            WHERE id BETWEEN @FirstItem AND @FirstItem + @Items - 1 AND journal_id = @Id AND is_act = 0 ORDER BY id
            """,
            new { entry.FirstItem, entry.Items, entry.Id }, transaction, cancellationToken: cancellationToken));
        return rows.Select(row => new MessageDelivery(row.Id, (OutboxState)row.State, row.Reason, (int)row.Attempts)).ToList();
    }

    private static TurnRecord? Record(EntryRow entry) =>
        entry.Key is null ? null : JsonForm.ReadRecord(JournalCipher.Decrypt(entry.Key, entry.Sequence, entry.Content));

    private async Task<List<ConsultationRow>> Consultations(string sql, object? parameters, CancellationToken cancellationToken)
    {
        await using var connection = file.OpenToRead();
        var rows = await connection.QueryAsync<DataRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
        return rows.Select(row => new ConsultationRow(
            row.Conversation, new CitizenAddress(row.Channel, row.Account, row.Address), JsonForm.ReadConsultation(row.Data))).ToList();
    }

    private sealed record EntryRow(long Id, long Sequence, long At, byte[] Content, byte[]? Key, long FirstItem, long Items);

    private sealed record DeliveryRow(long Id, long State, string? Reason, long Attempts);

    private sealed record StateRow(string Channel, string Account, string Address, byte[] State);

    private sealed record DataRow(long Conversation, string Channel, string Account, string Address, byte[] Data);
}
