using ConsultBot.Domain.Conversations;

namespace ConsultBot.Storage.Sqlite;

/// <summary>A conversation as the database has it, this transaction included.</summary>
internal sealed class CachedConversation(long id, CitizenAddress address, ConversationState state, long keyId, byte[] key, byte[] hash)
{
    public long Id { get; } = id;

    public CitizenAddress Address { get; set; } = address;

    public ConversationState State { get; set; } = state;

    public long Version { get; set; }

    public long KeyId { get; set; } = keyId;

    public byte[] Key { get; set; } = key;

    /// <summary>Number of the latest journal entry; 0 before the first.</summary>
    public long Sequence { get; set; }

    /// <summary>Hash of the latest journal entry.</summary>
    public byte[] Hash { get; set; } = hash;
}
