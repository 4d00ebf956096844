using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Steps;

/// <summary><c>handOff: {topic, region, question}</c>: the talk goes to a person with what was collected.</summary>
public sealed record HandOffStep(string? Id, TextTemplate? Topic, TextTemplate? Region, TextTemplate Question, Place Place) : Step(Id, Place);
