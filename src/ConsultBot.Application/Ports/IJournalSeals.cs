using ConsultBot.Domain.Journals;

namespace ConsultBot.Application.Ports;

/// <summary>Blocks over the journal and what is published of them.</summary>
public interface IJournalSeals
{
    /// <summary>Seals all entries that came since the last block; null when there are none.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was sealed; later it may be.</exception>
    Block? Seal(DateTimeOffset now);

    /// <summary>
    /// Publishes the last block sealed before an instant as the anchor of a day, in the database and in the file beside it.
    /// Null when the day has one already, or when no block came since the last anchor.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nothing was published; later it may be.</exception>
    Anchor? PublishAnchor(DateOnly day, DateTimeOffset before, DateTimeOffset now);

    /// <summary>Published anchors, newest first.</summary>
    Task<IReadOnlyList<Anchor>> Anchors(int most, CancellationToken cancellationToken);
}
