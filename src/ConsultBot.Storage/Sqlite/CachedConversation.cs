using ConsultBot.Domain.Conversations;

namespace ConsultBot.Storage.Sqlite;

/// <summary>A conversation as the database has it, this transaction included.</summary>
internal sealed class CachedConversation(long id, CitizenAddress address, ConversationState state, long keyId, byte[] key, byte[] hash)
{
    public long Id { get; } = id;

    /// <summary>Id of our account in the channel.</summary>
    public required long Account { get; init; }

    public CitizenAddress Address { get; set; } = address;

    public ConversationState State { get; set; } = state;

    public long Version { get; set; }

    public long KeyId { get; set; } = keyId;

    public byte[] Key { get; set; } = key;

    /// <summary>Id of the latest journal entry; 0 before the first.</summary>
    public long Latest { get; set; }

    /// <summary>Number of the latest journal entry; 0 before the first.</summary>
    public long Sequence { get; set; }

    /// <summary>Hash of the latest journal entry.</summary>
    public byte[] Hash { get; set; } = hash;
}
