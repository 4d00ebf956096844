using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Storage.Sqlite;

/// <summary>
/// The rows of the outbox. A message that goes out at once has no words here: the journal has them, and the few that must
/// go again are read from there.
/// </summary>
internal sealed class OutboxRows(SqliteWriter writer, JournalRows journal)
{
    private readonly Statement _insert = writer.Prepare("""
        INSERT INTO outbox (id, conversation, journal_id, position, state, urgent, human, is_act, attempts, created_at, payload)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10)
        """);

    // A late word of a lower stage does not take back what a receipt has said (5 delivered, 6 read), and the messenger's first
    // yes (2) not its later no (3). Words that cannot go
    // out any more leave the row: 2 sent, 3 rejected and the receipts; 4 unknown may still be found not to have arrived.
    private readonly Statement _settle = writer.Prepare("""
        UPDATE outbox SET state = CASE WHEN state >= 5 OR (state = 3 AND ?2 = 2) THEN max(state, ?2) ELSE ?2 END, message_id = coalesce(?3, message_id),
            reason = ?4, attempts = ?5, settled_at = ?6, payload = CASE WHEN ?2 IN (2, 3, 5, 6) THEN x'' ELSE payload END
        WHERE id = ?1
        """);

    private readonly Statement _start = writer.Prepare("""
        UPDATE outbox SET state = 1 WHERE id = ?1 AND state = 0
        RETURNING conversation, is_act, attempts, created_at, payload, journal_id, position, reason
        """);

    private readonly Statement _read = writer.Prepare("""
        SELECT conversation, is_act, attempts, created_at, payload, journal_id, position, reason FROM outbox WHERE id = ?1
        """);

    private readonly Statement _row = writer.Prepare("""
        SELECT o.conversation, a.channel, a.name, c.address, o.state, o.urgent, o.human, o.attempts, o.created_at, o.is_act, o.message_id
        FROM outbox o JOIN conversation c ON c.id = o.conversation JOIN account a ON a.id = c.account WHERE o.id = ?1
        """);

    private readonly Statement _erased = writer.Prepare("UPDATE outbox SET state = 3, reason = 'erased' WHERE id = ?1");

    private readonly Statement _conversation = writer.Prepare("SELECT conversation FROM outbox WHERE id = ?1");

    // Rows of the conversation's earlier turns: what waited goes out no more, what is on its way is settled as it comes.
    private readonly Statement _blank = writer.Prepare("""
        WITH RECURSIVE entry (id, first_item, items, previous) AS (
            SELECT id, first_item, items, previous FROM journal WHERE id = ?1
            UNION ALL
            SELECT j.id, j.first_item, j.items, j.previous FROM entry JOIN journal j ON j.id = entry.previous)
        UPDATE outbox SET payload = x'', state = CASE state WHEN 0 THEN 3 ELSE state END,
            reason = CASE state WHEN 0 THEN 'erased' ELSE reason END
        WHERE (length(payload) > 0 OR state = 0) AND id IN (
            SELECT o.id FROM entry JOIN outbox o ON o.id BETWEEN entry.first_item AND entry.first_item + entry.items - 1
            WHERE entry.id <> ?1)
        """);

    private readonly Statement _unsettled = writer.Prepare("""
        SELECT o.id, o.conversation, a.channel, a.name, c.address, o.state, o.urgent, o.human, o.attempts, o.created_at, o.is_act
        FROM outbox o JOIN conversation c ON c.id = o.conversation JOIN account a ON a.id = c.account WHERE o.state < 2 ORDER BY o.id
        """);

    /// <param name="keepsWords">The journal will not be able to give the words back.</param>
    public void Insert(OutboxItem item, long journalId, int position, DeliveryPlan plan, bool keepsWords)
    {
        var state = plan switch
        {
            DeliveryPlan.Wait => OutboxState.Waiting,
            DeliveryPlan.SendNow => OutboxState.Sending,
            _ => OutboxState.Sent,
        };
        var payload = plan switch
        {
            DeliveryPlan.Committed => [],
            _ when item.Act is { } act => JsonForm.Write(act),
            DeliveryPlan.SendNow when !keepsWords => [],
            _ => JsonForm.Write(item.Message!),
        };
        _insert.Bind(1, item.Id).Bind(2, item.Conversation).Bind(3, journalId).Bind(4, position).Bind(5, (int)state)
            .Bind(6, item.Message?.Urgent == true ? 1 : 0).Bind(7, item.Message?.Kind == MessageKind.Human ? 1 : 0)
            .Bind(8, item.Act is null ? 0 : 1).Bind(9, item.CreatedAt.ToUnixTimeMilliseconds()).Bind(10, payload).Execute();
    }

    public void Settle(Settlement settlement) =>
        _settle.Bind(1, settlement.Item).Bind(2, (int)settlement.State).Bind(3, settlement.MessageId).Bind(4, settlement.Reason)
            .Bind(5, settlement.Attempts).Bind(6, settlement.At.ToUnixTimeMilliseconds()).Execute();

    public long? ConversationOf(long item) => _conversation.Bind(1, item).Scalar();

    /// <summary>Marks a waiting row Sending; null when it does not wait or its words were erased.</summary>
    public OutboxItem? Start(long id, Func<long, CachedConversation> conversation)
    {
        if (Read(_start, id, conversation) is not { } item)
            return null;

        if (item.Message is not null || item.Act is not null)
            return item;

        _erased.Bind(1, id).Execute();
        return null;
    }

    /// <summary>A row with its words; null when there is none, or the words are gone.</summary>
    public OutboxItem? Item(long id, Func<long, CachedConversation> conversation) =>
        Read(_read, id, conversation) is { } item && (item.Message is not null || item.Act is not null) ? item : null;

    /// <summary>A row as it stands; null when there is none.</summary>
    public OutboxRowState? Row(long id)
    {
        try
        {
            if (!_row.Bind(1, id).Step())
                return null;

            var item = new UnsettledItem(
                id, _row.Long(0), new CitizenAddress(_row.Text(1), _row.Text(2), _row.Text(3)), (OutboxState)_row.Int(4), _row.Int(5) != 0,
                _row.Int(6) != 0, _row.Int(7), DateTimeOffset.FromUnixTimeMilliseconds(_row.Long(8)), _row.Int(9) != 0);
            return new OutboxRowState(item, _row.NullableText(10));
        }
        finally
        {
            _row.Reset();
        }
    }

    private OutboxItem? Read(Statement statement, long id, Func<long, CachedConversation> conversation)
    {
        OutboxItem item;
        long entry;
        int position;
        try
        {
            if (!statement.Bind(1, id).Step())
                return null;

            var words = statement.Span(4);
            var isAct = statement.Int(1) != 0;
            var message = isAct || words.IsEmpty ? null : JsonForm.ReadMessage(words);
            var act = isAct && !words.IsEmpty ? JsonForm.ReadAct(words) : null;
            var of = conversation(statement.Long(0));
            item = new OutboxItem(
                id, of.Id, of.Address, message, act, statement.Int(2), DateTimeOffset.FromUnixTimeMilliseconds(statement.Long(3)),
                of.State.LastInboundAt, statement.NullableText(7));
            (entry, position) = (isAct ? 0 : statement.Long(5), statement.Int(6));
        }
        finally
        {
            statement.Reset();
        }

        return item.Message is null && item.Act is null && entry > 0 ? item with { Message = journal.Message(entry, position) } : item;
    }

    /// <summary>Takes the words of all turns before the one of a journal entry away.</summary>
    public void BlankBefore(long latest) => _blank.Bind(1, latest).Execute();

    public List<UnsettledItem> Unsettled()
    {
        var items = new List<UnsettledItem>();
        try
        {
            while (_unsettled.Step())
            {
                items.Add(new UnsettledItem(
                    _unsettled.Long(0), _unsettled.Long(1), new CitizenAddress(_unsettled.Text(2), _unsettled.Text(3), _unsettled.Text(4)),
                    (OutboxState)_unsettled.Int(5), _unsettled.Int(6) != 0, _unsettled.Int(7) != 0, _unsettled.Int(8),
                    DateTimeOffset.FromUnixTimeMilliseconds(_unsettled.Long(9)), _unsettled.Int(10) != 0));
            }
        }
        finally
        {
            _unsettled.Reset();
        }

        return items;
    }
}
