using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Steps;

/// <summary><c>rate: true</c>: the dialog is over and counts as an answered question; the citizen is asked for a mark.</summary>
public sealed record RateStep(string? Id, Place Place) : Step(Id, Place);
