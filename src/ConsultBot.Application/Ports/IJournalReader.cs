using ConsultBot.Domain.Journals;

namespace ConsultBot.Application.Ports;

/// <summary>Reads a whole journal as of one instant, for those who check it. Needs no server and disturbs none.</summary>
public interface IJournalReader
{
    /// <param name="since">Id of the entry from whose block on to read; 0 = from the start.</param>
    /// <exception cref="StoreUnavailableException">There is no database, or it cannot be read.</exception>
    IJournalSnapshot Open(long since);
}

public interface IJournalSnapshot : IDisposable
{
    /// <summary>The block before the first entry that is read; null at the start.</summary>
    Block? Before { get; }

    /// <summary>Entries and blocks in the order of their check. A batch is used again two batches later.</summary>
    IEnumerable<JournalBatch> Batches();

    /// <summary>Tells the check where each conversation says that its chain ends.</summary>
    void Ends(JournalCheck check);

    /// <summary>The stored hash of an entry; null where there is none.</summary>
    /// <param name="conversation">0 = the desk's own journal.</param>
    byte[]? HashOf(long conversation, long entry);

    /// <summary>Whether a block with this hash is there.</summary>
    bool HasBlock(byte[] hash);

    /// <summary>The anchors that this database remembers.</summary>
    IReadOnlyList<Anchor> Anchors();
}
