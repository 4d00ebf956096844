using ConsultBot.Application.Ports;
using ConsultBot.Application.Privacy;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Journals;

namespace ConsultBot.Storage.Sqlite;

/// <summary>Writes all that one decided turn causes.</summary>
internal sealed class TurnCommit(SqliteWriter writer, HighWater ids, IChance chance, TurnRows rows, NumberSeries numbers)
{
    private readonly ConsultationRows _consultations = new(writer);
    private readonly QuestionRows _questions = new(writer);

    public CommittedTurn Write(CachedConversation conversation, long input, Decision.Commit commit, DateTimeOffset now)
    {
        var turn = commit.Turn;
        var journalId = ids.NextJournal();
        var items = Items(conversation, turn, now);
        if (commit.Plans.Count != items.Length)
            throw new ArgumentException($"A turn with {items.Length} messages and acts came with {commit.Plans.Count} plans.", nameof(commit));

        var firstItem = items.Length == 0 ? 0 : items[0].Id;
        rows.Journal.Append(
            new JournalRow(journalId, commit.Record.At.ToUnixTimeMilliseconds(), input, firstItem, items.Length), conversation,
            JsonForm.Write(commit.Record));
        for (var i = 0; i < items.Length; i++)
            rows.Outbox.Insert(items[i], journalId, i, commit.Plans[i], keepsWords: turn.Erase);

        foreach (var consultation in turn.Consultations)
            _consultations.Upsert(conversation.Id, consultation);

        foreach (var timer in turn.Timers)
            rows.Timers.Change(conversation.Id, timer);

        if (turn.NumberUsed)
            numbers.Take();

        if (turn.Questions.Count > 0)
            _questions.Insert(journalId, conversation.Id, commit.Record.Pack, now, turn.Questions);

        if (turn.Erase)
            Erase(conversation, now);

        conversation.State = turn.State;
        rows.Recent.Save(conversation);
        return new CommittedTurn(journalId, conversation.Id, conversation.Address, input, turn, items, commit.Plans);
    }

    /// <summary>A new citizen's key.</summary>
    public byte[] NewKey()
    {
        var key = new byte[JournalCipher.KeySize];
        chance.Fill(key);
        return key;
    }

    private OutboxItem[] Items(CachedConversation conversation, Turn turn, DateTimeOffset now)
    {
        var items = new OutboxItem[turn.Messages.Count + turn.Acts.Count];
        for (var i = 0; i < items.Length; i++)
        {
            var message = i < turn.Messages.Count ? turn.Messages[i] : null;
            var act = message is null ? turn.Acts[i - turn.Messages.Count] : null;
            items[i] = new OutboxItem(ids.NextItem(), conversation.Id, conversation.Address, message, act, 0, now, turn.State.LastInboundAt);
        }

        return items;
    }

    // This turn's entry stands under the old key too: it has the citizen's words. Its messages still go out.
    private void Erase(CachedConversation conversation, DateTimeOffset now)
    {
        rows.Conversations.DestroyKey(conversation.KeyId, now.ToUnixTimeMilliseconds());
        rows.Inbox.Blank(conversation.Latest);
        rows.Outbox.BlankBefore(conversation.Latest);
        _consultations.BlankQuestions(conversation.Id);
        _questions.Delete(conversation.Id);
        rows.Recent.Blank(conversation);
        conversation.KeyId = ids.NextKey();
        conversation.Key = NewKey();
        rows.Conversations.InsertKey(conversation);
    }
}

/// <summary>The tables that both the batch and the single turn write.</summary>
internal sealed record TurnRows(
    InboxRows Inbox, ConversationRows Conversations, RecentStates Recent, JournalRows Journal, OutboxRows Outbox, TimerRows Timers,
    AccountRows Accounts);
