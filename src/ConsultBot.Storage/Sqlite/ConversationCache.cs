using System.Diagnostics.CodeAnalysis;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Storage.Sqlite;

/// <summary>
/// The conversations used last. Two generations: what is used moves to the young one; when that is full it becomes the old
/// one, and what the former old one still held is forgotten.
/// </summary>
internal sealed class ConversationCache(int capacity)
{
    private readonly int _generation = Math.Max(1, capacity / 2);
    private Dictionary<long, CachedConversation> _young = [];
    private Dictionary<long, CachedConversation> _old = [];
    private Dictionary<CitizenAddress, CachedConversation> _youngByAddress = [];
    private Dictionary<CitizenAddress, CachedConversation> _oldByAddress = [];

    public bool TryGet(long id, [NotNullWhen(true)] out CachedConversation? conversation)
    {
        if (_young.TryGetValue(id, out conversation))
            return true;

        if (!_old.TryGetValue(id, out conversation))
            return false;

        Add(conversation);
        return true;
    }

    public bool TryGet(CitizenAddress address, [NotNullWhen(true)] out CachedConversation? conversation)
    {
        if (_youngByAddress.TryGetValue(address, out conversation))
            return true;

        if (!_oldByAddress.TryGetValue(address, out conversation))
            return false;

        Add(conversation);
        return true;
    }

    public void Add(CachedConversation conversation)
    {
        if (_young.Count >= _generation)
        {
            (_old, _young) = (_young, _old);
            (_oldByAddress, _youngByAddress) = (_youngByAddress, _oldByAddress);
            _young.Clear();
            _youngByAddress.Clear();
        }

        _young[conversation.Id] = conversation;
        _youngByAddress[conversation.Address] = conversation;
    }

    public void Move(CachedConversation conversation, CitizenAddress address)
    {
        _youngByAddress.Remove(conversation.Address);
        _oldByAddress.Remove(conversation.Address);
        conversation.Address = address;
        Add(conversation);
    }

    public void Clear()
    {
        _young.Clear();
        _old.Clear();
        _youngByAddress.Clear();
        _oldByAddress.Clear();
    }
}
