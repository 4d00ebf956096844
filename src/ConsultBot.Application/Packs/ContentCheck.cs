using ConsultBot.Application.Registers;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Application.Packs;

/// <summary>The check of pack and register for people and scripts.</summary>
public static class ContentCheck
{
    /// <summary>All problems of the sources, and their content when there is no error.</summary>
    public static (IReadOnlyList<ProblemLine> Problems, DeskContent? Content) Run(ContentOptions options, DateOnly today)
    {
        var sources = ContentSources.Read(options, today);
        var content = sources.HasErrors || sources is not { PackFiles: { } pack, RegisterFiles: { } register }
            ? null
            : ContentSources.Build(pack, 1, register, 1, options, today);
        return ([.. sources.Problems.Select(ProblemLine.From)], content);
    }

    /// <summary>All problems of the sources, and the files themselves when there is no error.</summary>
    /// <param name="table">Assignments in place of those of the register's files; null = as the files say.</param>
    public static (IReadOnlyList<ProblemLine> Problems, (SourceFiles Pack, SourceFiles Register)? Files) Files(
        ContentOptions options, DateOnly today, AssignmentTable? table = null)
    {
        var sources = ContentSources.Read(options, today, table);
        return (
            [.. sources.Problems.Select(ProblemLine.From)],
            sources.HasErrors || sources is not { PackFiles: { } pack, RegisterFiles: { } register } ? null : (pack, register));
    }
}

/// <param name="Severity">error or warning.</param>
public sealed record ProblemLine(string File, int Line, int Column, string Code, string Severity, string Message, string Remedy)
{
    public bool IsError => Severity == "error";

    public override string ToString() => $"{File}:{Line}:{Column}: {Severity} {Code}: {Message}. {Remedy}";

    internal static ProblemLine From(Problem problem) => new(
        problem.Place.File, problem.Place.Line, problem.Place.Column, problem.Code,
        problem.Severity == Domain.Problems.Severity.Error ? "error" : "warning", problem.Message, problem.Remedy);
}
