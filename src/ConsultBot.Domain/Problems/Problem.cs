namespace ConsultBot.Domain.Problems;

/// <summary>What is wrong, where, and what to do. An error forbids publishing, a warning does not.</summary>
/// <param name="Code">A stable name of the rule, such as <c>text-missing-language</c>.</param>
public sealed record Problem(Place Place, Severity Severity, string Code, string Message, string Remedy)
{
    public static Problem Error(Place place, string code, string message, string remedy) =>
        new(place, Severity.Error, code, message, remedy);

    public static Problem Warning(Place place, string code, string message, string remedy) =>
        new(place, Severity.Warning, code, message, remedy);

    public override string ToString() =>
        $"{Place}: {(Severity == Severity.Error ? "error" : "warning")} {Code}: {Message}. {Remedy}";
}

public enum Severity
{
    Error,
    Warning,
}
