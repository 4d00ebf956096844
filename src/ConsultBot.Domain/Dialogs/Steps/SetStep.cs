using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Steps;

/// <summary><c>set: SLOT</c> with <c>to: VALUE</c>: fills a slot; <c>{other}</c> is another slot's value.</summary>
public sealed record SetStep(string? Id, string Slot, TextTemplate Value, Place Place) : Step(Id, Place);
