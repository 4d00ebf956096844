using System.Diagnostics.CodeAnalysis;

namespace ConsultBot.Storage.Sqlite;

/// <summary>
/// Whose turn it is. Conversations stand in a round; every other turn goes to the one that became ready latest, so that a
/// fresh citizen does not stand behind a backlog, and the round goes on all the same.
/// </summary>
internal sealed class ReadyConversations
{
    private readonly Dictionary<long, ReadyConversation> _all = [];
    private readonly LinkedList<ReadyConversation> _round = new();
    private readonly LinkedList<ReadyConversation> _fresh = new();
    private readonly PriorityQueue<ReadyConversation, long> _held = new();
    private bool _latestNext;

    /// <summary>Conversations that can be decided now.</summary>
    public int Count => _round.Count;

    /// <summary>Inputs of all conversations, those on hold included.</summary>
    public int Inputs { get; private set; }

    /// <summary>Unix milliseconds of the first end of a hold; null when nothing is on hold.</summary>
    public long? NextRelease => _held.TryPeek(out _, out var until) ? until : null;

    /// <summary>What waited when the process started: no one of it counts as fresh.</summary>
    public void Load(long id, int waiting, long? heldUntil)
    {
        var conversation = new ReadyConversation(id) { Waiting = waiting };
        _all.Add(id, conversation);
        Inputs += waiting;
        if (heldUntil is { } until)
            Postpone(conversation, until);
        else
            _round.AddLast(conversation.Turn);
    }

    /// <summary>One more input waits.</summary>
    public ReadyConversation Add(long id)
    {
        if (!_all.TryGetValue(id, out var conversation))
        {
            conversation = new ReadyConversation(id);
            _all.Add(id, conversation);
            _round.AddLast(conversation.Turn);
            conversation.Fresh = _fresh.AddLast(conversation);
        }

        conversation.Waiting++;
        Inputs++;
        return conversation;
    }

    /// <summary>Takes the next conversation out; give it back by <see cref="Served"/> or <see cref="Hold"/>.</summary>
    public bool TryTake([NotNullWhen(true)] out ReadyConversation? conversation)
    {
        conversation = (_latestNext && _fresh.Count > 0 ? _fresh.Last : _round.First)?.Value;
        if (conversation is null)
            return false;

        _latestNext = !_latestNext;
        Leave(conversation);
        return true;
    }

    /// <summary>Its first input is handled.</summary>
    public void Served(ReadyConversation conversation)
    {
        conversation.HeldUntil = null;
        Inputs--;
        if (--conversation.Waiting > 0)
            _round.AddLast(conversation.Turn);
        else
            _all.Remove(conversation.Id);
    }

    public void Hold(ReadyConversation conversation, long until) => Postpone(conversation, until);

    /// <summary>Lets go on what was on hold until <paramref name="now"/>.</summary>
    public void Release(long now)
    {
        while (_held.TryPeek(out var conversation, out var until) && until <= now)
        {
            _held.Dequeue();
            _round.AddLast(conversation.Turn);
        }
    }

    public void Clear()
    {
        _all.Clear();
        Inputs = 0;
        _round.Clear();
        _fresh.Clear();
        _held.Clear();
    }

    private void Postpone(ReadyConversation conversation, long until)
    {
        conversation.HeldUntil = until;
        _held.Enqueue(conversation, until);
    }

    private void Leave(ReadyConversation conversation)
    {
        _round.Remove(conversation.Turn);
        if (conversation.Fresh is not { } fresh)
            return;

        _fresh.Remove(fresh);
        conversation.Fresh = null;
    }
}
