using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Steps;

/// <summary><c>branch:</c> a table of conditions on slots; the first that holds leads on, else <c>else</c>, else the next step.</summary>
/// <param name="Else">Step to go to when no condition holds; null = the next one.</param>
public sealed record BranchStep(string? Id, IReadOnlyList<BranchRow> Rows, string? Else, Place Place) : Step(Id, Place);

/// <param name="If">Null when it could not be read, which was told.</param>
public sealed record BranchRow(Condition? If, string Goto, Place Place);
