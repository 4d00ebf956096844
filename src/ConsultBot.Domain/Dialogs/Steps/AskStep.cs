using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Steps;

/// <summary><c>ask: SLOT</c>: asks, waits for an input, checks it, keeps it in the slot.</summary>
/// <param name="Slot">Also the step's id.</param>
/// <param name="Retry">Text when the input does not fit.</param>
/// <param name="Min">Text: least characters. Number: least value.</param>
/// <param name="Max">Text: most characters. Number: greatest value.</param>
/// <param name="Form">For <see cref="AskKind.Form"/>: what the input looks like.</param>
public sealed record AskStep(
    string Slot, AskKind Kind, string Text, string Retry, long? Min, long? Max,
    IReadOnlyList<StepChoice> Choices, InputForm? Form, Place Place) : Step(Slot, Place);

public enum AskKind
{
    Text,
    Number,
    Choice,
    Topic,
    Region,
    Form,
}

/// <param name="Label">Text id of the label.</param>
/// <param name="Goto">Step to go to; null = the next one.</param>
public sealed record StepChoice(string Value, string Label, string? Goto, Place Place);
