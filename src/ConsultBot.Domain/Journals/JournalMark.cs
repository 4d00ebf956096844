namespace ConsultBot.Domain.Journals;

/// <summary>A fact of a turn worth finding again: an interrupt taken, a decision of the matcher, a signature gap.</summary>
public sealed record JournalMark(string Name, string Value);
