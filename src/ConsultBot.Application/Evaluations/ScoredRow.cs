using ConsultBot.Domain.Answers;

namespace ConsultBot.Application.Evaluations;

/// <summary>A row as it is and as the matcher sees it.</summary>
internal sealed record ScoredRow(string Gold, string First, string? Second, string? Third, double Confidence, AnswerKind Decision = AnswerKind.Refuse)
{
    public bool InScope => Gold != LabelledRows.OutOfScope;

    public bool Right => Gold == First;

    public bool InThree => Right || Gold == Second || Gold == Third;
}
