using ConsultBot.Application.Ports;
using ConsultBot.Domain.Journals;

namespace ConsultBot.Application.Journals;

/// <summary>Checks a whole journal: chains, blocks, ends and anchors.</summary>
public static class JournalVerification
{
    /// <param name="since">Id of the entry from whose block on to check; 0 = from the start.</param>
    /// <param name="anchors">Published hashes, hex, that must be those of blocks.</param>
    /// <exception cref="StoreUnavailableException">There is no database, or it cannot be read.</exception>
    public static VerifiedJournal Run(IJournalReader reader, long since, IReadOnlyList<string> anchors)
    {
        using var snapshot = reader.Open(since);
        var check = since > 0 ? new JournalCheck(snapshot.Before, snapshot.HashOf) : new JournalCheck();
        Walk(snapshot, check, besides: since == 0);
        if (check.Broken is null)
        {
            snapshot.Ends(check);
            check.Finish();
        }

        foreach (var anchor in anchors.Concat(snapshot.Anchors().Select(anchor => anchor.Hex)))
        {
            if (!snapshot.HasBlock(Convert.FromHexString(anchor)))
                check.Missing(anchor);
        }

        return new VerifiedJournal(check.Entries, check.Blocks, check.Broken is null, check.Broken is { } broken ? BrokenPlace.Of(broken) : null);
    }

    // While one batch is checked, the next one is read. A check that itself asks the database goes alone.
    private static void Walk(IJournalSnapshot snapshot, JournalCheck check, bool besides)
    {
        var checking = Task.CompletedTask;
        foreach (var batch in snapshot.Batches())
        {
            checking.GetAwaiter().GetResult();
            checking = Task.Run(() => batch.Replay(check));
            if (!besides)
                checking.GetAwaiter().GetResult();
            if (check.Broken is not null)
                break;
        }

        checking.GetAwaiter().GetResult();
    }
}

/// <param name="Entries">Entries looked at, those of the desk's own journal among them.</param>
/// <param name="FirstBroken">Null when all holds.</param>
public sealed record VerifiedJournal(long Entries, long Blocks, bool Ok, BrokenPlace? FirstBroken);

/// <param name="Kind">entry, deskEntry, block, conversation, anchor.</param>
/// <param name="Id">Id of the entry or conversation, or number of the block.</param>
public sealed record BrokenPlace(string Kind, long Id, string Reason)
{
    internal static BrokenPlace Of(BrokenEntry broken) => new(
        broken.Kind switch
        {
            BrokenKind.Entry => "entry",
            BrokenKind.DeskEntry => "deskEntry",
            BrokenKind.Block => "block",
            BrokenKind.Conversation => "conversation",
            _ => "anchor",
        },
        broken.Id, broken.Reason);
}
