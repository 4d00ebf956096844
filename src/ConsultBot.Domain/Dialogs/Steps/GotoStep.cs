using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Steps;

/// <summary><c>goto: STEP</c>.</summary>
public sealed record GotoStep(string? Id, string Target, Place Place) : Step(Id, Place);
