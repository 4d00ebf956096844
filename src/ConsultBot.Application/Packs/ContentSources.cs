using ConsultBot.Application.Registers;
using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Dialogs.Checks;
using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Application.Packs;

/// <summary>The sources of a desk's content, read and checked, not yet numbered.</summary>
public sealed class ContentSources
{
    /// <summary>WhatsApp's limit of a message is the tightest.</summary>
    public const int TightestTextLimit = 1600;

    private ContentSources(SourceFiles? packFiles, SourceFiles? registerFiles, IReadOnlyList<Problem> problems)
    {
        PackFiles = packFiles;
        RegisterFiles = registerFiles;
        Problems = problems;
    }

    public SourceFiles? PackFiles { get; }

    public SourceFiles? RegisterFiles { get; }

    /// <summary>In the order of files and lines.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    public bool HasErrors => Problems.Any(problem => problem.Severity == Severity.Error);

    /// <summary>Reads and checks everything; the calendar is the file <c>calendar.yaml</c> beside the register's folder or in it.</summary>
    /// <param name="table">Assignments in place of those of the register's files; null = as the files say.</param>
    public static ContentSources Read(ContentOptions options, DateOnly today, AssignmentTable? table = null)
    {
        var problems = new List<Problem>();
        var packFiles = SourceFiles.FromFolder(options.DialogsPath, problems);
        var registerFiles = SourceFiles.FromFolder(options.RegisterPath, problems);
        if (packFiles is not null && registerFiles is not null)
            Make(new Numbered(packFiles, options.DialogsPath, 0), new Numbered(registerFiles, options.RegisterPath, 0), options, today, problems, table);

        return new ContentSources(packFiles, registerFiles, Ordered(problems));
    }

    /// <summary>Checks sources that came as files; the calendar is the desk's own.</summary>
    public static ContentSources Check(SourceFiles pack, SourceFiles register, ContentOptions options, DateOnly today)
    {
        var problems = new List<Problem>();
        Make(new Numbered(pack, "", 0), new Numbered(register, "", 0), options, today, problems);
        return new ContentSources(pack, register, Ordered(problems));
    }

    /// <summary>Makes the content of checked sources under their numbers.</summary>
    /// <exception cref="InvalidOperationException">The sources have errors.</exception>
    public static DeskContent Build(
        SourceFiles pack, int packNumber, SourceFiles register, int registerNumber, ContentOptions options, DateOnly today)
    {
        var (content, problems) = Rebuild(pack, packNumber, register, registerNumber, options, today);
        return problems.FirstOrDefault(problem => problem.Severity == Severity.Error) is { } error
            ? throw new InvalidOperationException("The content has errors: " + error)
            : content!;
    }

    /// <summary>
    /// Makes the content of a version that was accepted when it was published, with what the present rules say of it.
    /// Null when it cannot be used at all.
    /// </summary>
    public static (DeskContent? Content, IReadOnlyList<Problem> Problems) Rebuild(
        SourceFiles pack, int packNumber, SourceFiles register, int registerNumber, ContentOptions options, DateOnly today)
    {
        var problems = new List<Problem>();
        var content = Make(new Numbered(pack, "", packNumber), new Numbered(register, "", registerNumber), options, today, problems);
        return (content, Ordered(problems));
    }

    /// <summary>An earlier pack, for dialogs that began on it.</summary>
    public static Pack? BuildPack(SourceFiles files, int number)
    {
        var data = PackReader.Read(files, "", []);
        return data is null ? null : new Pack(data, number);
    }

    // With errors among the problems nothing may be published of it; what was published before may still be used.
    private static DeskContent? Make(
        Numbered packFiles, Numbered registerFiles, ContentOptions options, DateOnly today, List<Problem> problems, AssignmentTable? table = null)
    {
        var calendarText = ReadCalendarText(options.RegisterPath, problems);
        var registerData = RegisterReader.Read(registerFiles.Files, registerFiles.Folder, problems);
        if (table is not null)
            registerData = registerData with { Assignments = table.Rows };

        if (!HasError(problems))
            problems.AddRange(RegisterCheck.Run(registerData, today, registerFiles.Folder));

        var registerHolds = !HasError(problems);
        var register = RegisterOf(registerData, registerFiles.Number);
        var calendar = calendarText is var (file, text) ? CalendarReader.Read(file, text, problems) : null;
        if (calendar is not null && calendar.LastDay < today.AddDays(RegisterAlarm.Days))
            problems.Add(Problem.Warning(new Place(calendarText!.Value.File, 1, 1), "calendar-ends", $"The calendar ends on {calendar.LastDay:yyyy-MM-dd}", "Add the days of the next year and move lastDay."));

        if (PackReader.Read(packFiles.Files, packFiles.Folder, problems) is not { } packData)
            return null;

        var pack = new Pack(packData, packFiles.Number);
        problems.AddRange(PackCheck.Run(pack, registerHolds ? register : null, today, TightestTextLimit, options.Services));
        return register is null || calendar is null ? null : new DeskContent(pack, AnswerIndex.Of(pack), register, calendar);
    }

    private static bool HasError(List<Problem> problems) => problems.Exists(problem => problem.Severity == Severity.Error);

    // Data that failed the check may have an id twice.
    private static Register? RegisterOf(RegisterData data, int number)
    {
        try
        {
            return new Register(data, number);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static (string File, string Text)? ReadCalendarText(string registerPath, List<Problem> problems)
    {
        var inside = Path.Combine(registerPath, "calendar.yaml");
        var file = File.Exists(inside) ? inside : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(registerPath)) ?? "", "calendar.yaml");
        if (File.Exists(file))
            return (file, File.ReadAllText(file));

        problems.Add(Problem.Error(new Place(file, 0, 0), "calendar-missing", "There is no working calendar", "Put calendar.yaml beside the register's folder."));
        return null;
    }

    private static List<Problem> Ordered(List<Problem> problems) =>
        [.. problems.OrderBy(problem => problem.Place.File, StringComparer.Ordinal).ThenBy(problem => problem.Place.Line).ThenBy(problem => problem.Place.Column)];

    private sealed record Numbered(SourceFiles Files, string Folder, int Number);
}
