using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Steps;

/// <summary><c>call: FLOW</c>: goes through another flow with the same slots and comes back to the next step.</summary>
public sealed record CallStep(string? Id, string Flow, Place Place) : Step(Id, Place);
