namespace ConsultBot.Domain.Dialogs;

/// <summary>Where a dialog stands. It stays on the pack it began on.</summary>
/// <param name="Pack">Number of that pack.</param>
/// <param name="Step">Index in the flow's plan of the step that waits for input.</param>
/// <param name="Attempts">Wrong inputs in a row at this step.</param>
/// <param name="Answered">The latest steps answered, oldest first: the way back.</param>
public sealed record DialogState(
    int Pack, string Flow, int Step, IReadOnlyDictionary<string, string> Slots, int Attempts, IReadOnlyList<AnsweredStep> Answered)
{
    /// <summary>Steps that one can go back.</summary>
    public const int MaxAnswered = 50;
}

/// <summary>An answered step and what it changed.</summary>
/// <param name="Before">Values that slots had before; null in it: none. The step's own slot is left out when it had none.</param>
public sealed record AnsweredStep(int Step, IReadOnlyDictionary<string, string?>? Before = null);
