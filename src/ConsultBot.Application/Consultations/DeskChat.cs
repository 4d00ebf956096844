namespace ConsultBot.Application.Consultations;

/// <summary>An open chat: what was said, who answers for it, what the account may do.</summary>
/// <param name="Language">Code of the citizen's language.</param>
/// <param name="Last">Sequence number of the newest turn.</param>
/// <param name="Signature">What a reply written now would be signed with; null when the account cannot write.</param>
public sealed record DeskChat(
    DeskRow Row, string Language, IReadOnlyList<ChatEntry> Entries, long Last, DeskContext Context, string? Signature)
{
    public bool MayClaim => Row.State == DeskState.Waiting && Signature is not null;

    public bool MayReply => Row.State == DeskState.Mine && Signature is not null;
}

/// <param name="Place">In its unit's queue, from 1; null when it does not wait.</param>
/// <param name="Region">The region's name.</param>
/// <param name="Outcome">How it ended, as a name; null while it is open.</param>
public sealed record DeskContext(
    Ports.AccountableOfficial? Official, string? Region, int? Place, int Raised, DateTimeOffset? ClosedAt, string? Outcome);
