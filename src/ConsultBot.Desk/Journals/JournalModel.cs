using ConsultBot.Domain.Journals;

namespace ConsultBot.Desk.Journals;

public sealed record JournalModel(IReadOnlyList<Anchor> Anchors);
