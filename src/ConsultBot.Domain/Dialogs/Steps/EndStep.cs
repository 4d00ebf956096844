using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Steps;

/// <summary><c>end: true</c>: the dialog is over.</summary>
public sealed record EndStep(string? Id, Place Place) : Step(Id, Place);
