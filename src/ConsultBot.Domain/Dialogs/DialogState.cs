namespace ConsultBot.Domain.Dialogs;

/// <summary>Where a dialog stands. It stays on the pack it began on.</summary>
/// <param name="Pack">Number of that pack.</param>
/// <param name="Step">Index of the step that waits for input.</param>
/// <param name="Attempts">Wrong inputs in a row at this step.</param>
/// <param name="Answered">Indices of the steps answered so far, oldest first: the way back.</param>
public sealed record DialogState(
    int Pack, string Flow, int Step, IReadOnlyDictionary<string, string> Slots, int Attempts, IReadOnlyList<int> Answered);
