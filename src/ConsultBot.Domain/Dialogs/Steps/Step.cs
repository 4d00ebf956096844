using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Steps;

/// <summary>One step of a flow. Each kind is a file of its name.</summary>
public abstract record Step(string? Id, Place Place);
