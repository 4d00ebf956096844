using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Steps;

/// <summary><c>count: SLOT</c>: adds one to a number that outlives the dialog, until /start.</summary>
public sealed record CountStep(string? Id, string Slot, Place Place) : Step(Id, Place);
