namespace ConsultBot.Application.Evaluations;

/// <summary>A row as it is and as the matcher sees it.</summary>
internal sealed record ScoredRow(string Gold, string First, string? Second, string? Third, double Confidence)
{
    public bool InScope => Gold != LabelledRows.OutOfScope;

    public bool Right => Gold == First;

    public bool InThree => Right || Gold == Second || Gold == Third;
}
