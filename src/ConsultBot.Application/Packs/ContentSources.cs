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
    public static ContentSources Read(string dialogsPath, string registerPath, DateOnly today, AssignmentTable? table = null)
    {
        var problems = new List<Problem>();
        var packFiles = SourceFiles.FromFolder(dialogsPath, problems);
        var registerFiles = SourceFiles.FromFolder(registerPath, problems);
        if (packFiles is not null && registerFiles is not null)
            Make(packFiles, dialogsPath, 0, registerFiles, registerPath, 0, ReadCalendarText(registerPath, problems), today, problems, table);

        return new ContentSources(packFiles, registerFiles, Ordered(problems));
    }

    /// <summary>Checks sources that came as files; the calendar is the desk's own.</summary>
    public static ContentSources Check(SourceFiles pack, SourceFiles register, string calendarPath, DateOnly today)
    {
        var problems = new List<Problem>();
        Make(pack, "", 0, register, "", 0, ReadCalendarText(calendarPath, problems), today, problems);
        return new ContentSources(pack, register, Ordered(problems));
    }

    /// <summary>Makes the content of checked sources under their numbers.</summary>
    /// <exception cref="InvalidOperationException">The sources have errors.</exception>
    public static DeskContent Build(
        SourceFiles pack, int packNumber, SourceFiles register, int registerNumber, string calendarPath, DateOnly today)
    {
        var problems = new List<Problem>();
        var calendar = ReadCalendarText(calendarPath, problems);
        return Make(pack, "", packNumber, register, "", registerNumber, calendar, today, problems)
            ?? throw new InvalidOperationException("The content has errors: " + problems.First(problem => problem.Severity == Severity.Error));
    }

    /// <summary>An earlier pack, for dialogs that began on it.</summary>
    public static Pack? BuildPack(SourceFiles files, int number)
    {
        var data = PackReader.Read(files, "", []);
        return data is null ? null : new Pack(data, number);
    }

    private static DeskContent? Make(
        SourceFiles packFiles, string packFolder, int packNumber, SourceFiles registerFiles, string registerFolder, int registerNumber,
        (string File, string Text)? calendarText, DateOnly today, List<Problem> problems, AssignmentTable? table = null)
    {
        var registerData = RegisterReader.Read(registerFiles, registerFolder, problems);
        if (table is not null)
            registerData = registerData with { Assignments = table.Rows };

        var readable = !problems.Exists(problem => problem.Severity == Severity.Error);
        if (readable)
            problems.AddRange(RegisterCheck.Run(registerData, today, registerFolder));

        var register = problems.Exists(problem => problem.Severity == Severity.Error) ? null : new Register(registerData, registerNumber);
        var calendar = calendarText is var (file, text) ? CalendarReader.Read(file, text, problems) : null;
        if (calendar is not null && calendar.LastDay < today.AddDays(RegisterAlarm.Days))
            problems.Add(Problem.Warning(new Place(calendarText!.Value.File, 1, 1), "calendar-ends", $"The calendar ends on {calendar.LastDay:yyyy-MM-dd}", "Add the days of the next year and move lastDay."));

        if (PackReader.Read(packFiles, packFolder, problems) is not { } packData)
            return null;

        var pack = new Pack(packData, packNumber);
        problems.AddRange(PackCheck.Run(pack, register, today, TightestTextLimit));
        return register is null || calendar is null || problems.Exists(problem => problem.Severity == Severity.Error)
            ? null
            : new DeskContent(pack, AnswerIndex.Of(pack), register, calendar);
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
}
