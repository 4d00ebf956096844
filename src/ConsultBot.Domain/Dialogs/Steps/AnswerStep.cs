using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Steps;

/// <summary><c>answer: TOPIC</c>: tells a topic's answer with its source; <c>{slot}</c> names the topic that was chosen.</summary>
public sealed record AnswerStep(string? Id, TextTemplate Topic, Place Place) : Step(Id, Place);
