using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Steps;

/// <summary><c>handOff: {topic, region, question, note, urgent}</c>: the talk goes to a person with what was collected.</summary>
/// <param name="Note">Text id of what the officer must know besides the question.</param>
/// <param name="Urgent">Before all that is not.</param>
public sealed record HandOffStep(
    string? Id, TextTemplate? Topic, TextTemplate? Region, TextTemplate Question, string? Note, bool Urgent, Place Place) : Step(Id, Place);
