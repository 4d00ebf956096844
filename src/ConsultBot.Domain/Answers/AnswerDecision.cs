namespace ConsultBot.Domain.Answers;

/// <summary>What the matcher says of a question.</summary>
/// <param name="Candidates">The nearest entries, best first, at most three, with every decision.</param>
public sealed record AnswerDecision(AnswerKind Kind, IReadOnlyList<Candidate> Candidates)
{
    public string? Best => Candidates.Count > 0 ? Candidates[0].Entry : null;
}

public enum AnswerKind
{
    Answer,
    Clarify,
    Refuse,
}

/// <param name="Entry">Id of a topic or a flow.</param>
/// <param name="Score">From 0 to 1.</param>
public sealed record Candidate(string Entry, double Score);
