namespace ConsultBot.Domain.Answers.Matching;

/// <summary>Why a label came first.</summary>
/// <param name="Words">The message's words as read, each with what it says for the label; below 0 against it.</param>
/// <param name="Nearest">The phrasing of the label that comes nearest; null when none has anything in common.</param>
/// <param name="Likeness">To the nearest phrasing, from 0 to 1.</param>
public sealed record Explanation(string Label, double Confidence, IReadOnlyList<(string Word, double Weight)> Words, string? Nearest, double Likeness);
