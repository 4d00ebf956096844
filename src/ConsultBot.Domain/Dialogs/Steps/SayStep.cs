using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Steps;

/// <summary><c>say: TEXT</c>: tells something and goes on.</summary>
public sealed record SayStep(string? Id, string Text, Place Place) : Step(Id, Place);
