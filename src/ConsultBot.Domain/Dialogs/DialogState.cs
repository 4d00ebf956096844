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

    /// <summary>The waiting question was asked once more after a silence.</summary>
    public bool Reminded { get; init; }

    /// <summary>The turn that asked the outside service whose answer is awaited; null when none is.</summary>
    public int? Call { get; init; }

    /// <summary>The dialog at another step, where nothing happened yet.</summary>
    public DialogState At(int step) => this with { Step = step, Attempts = 0, Reminded = false, Call = null };
}

/// <summary>An answered step and what it changed.</summary>
/// <param name="Before">Values that slots had before; null in it: none. The step's own slot is left out when it had none.</param>
public sealed record AnsweredStep(int Step, IReadOnlyDictionary<string, string?>? Before = null);
