using System.Globalization;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Packs.Yaml;
using ConsultBot.Application.Sheets;
using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Application.Registers;

/// <summary>
/// Assignments as a table, a row each under a row of headings: CSV, XLSX, or the register's own YAML. A place in it is
/// file:row:cell, both from 1.
/// </summary>
public sealed class AssignmentTable
{
    private const string FileOfRegister = "assignments.yaml";
    private const int MaxRows = 200_000;

    private static readonly string[] _columns = ["id", "position", "person", "kind", "from", "to", "orderNumber", "orderDate", "replaces", "recordedAt"];
    private static readonly string[] _optional = ["to", "replaces", "recordedAt"];

    private AssignmentTable(IReadOnlyList<Assignment> rows) => Rows = rows;

    internal IReadOnlyList<Assignment> Rows { get; }

    /// <summary>Reads a file by its ending. Null with problems when it cannot be read or a cell is wrong.</summary>
    public static (AssignmentTable? Table, IReadOnlyList<ProblemLine> Problems) Read(string path)
    {
        var problems = new List<Problem>();
        var rows = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".yaml" or ".yml" => SourceFiles.FromFolder(path, problems) is { } files ? RegisterReader.Read(files, Path.GetDirectoryName(path) ?? "", problems).Assignments : [],
            ".csv" or ".xlsx" => ReadSheet(path, problems),
            _ => Fail(path, "table-kind", "The file is no table that can be read", "Name a file that ends in .csv, .xlsx or .yaml.", problems),
        };
        return (problems.Count > 0 ? null : new AssignmentTable(rows), [.. problems.Select(ProblemLine.From)]);
    }

    /// <summary>The assignments of register files.</summary>
    public static AssignmentTable Of(SourceFiles register) => new(RegisterReader.Read(register, "", []).Assignments);

    /// <summary>Writes a file by its ending.</summary>
    /// <exception cref="ArgumentException">The ending is none that can be written.</exception>
    /// <exception cref="IOException">The sheet is there already, or the file cannot be written.</exception>
    public void Write(string path)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".csv" or ".xlsx":
                SheetWriter.Write(path, _columns, Rows.Select(Cells));
                break;
            case ".yaml" or ".yml":
                File.WriteAllText(path, Yaml());
                break;
            default:
                throw new ArgumentException("Name a file that ends in .csv, .xlsx or .yaml.", nameof(path));
        }
    }

    /// <summary>Register files whose assignments are these; null when a file with assignments holds other lists too, which is reported.</summary>
    public (SourceFiles? Files, IReadOnlyList<ProblemLine> Problems) PutInto(SourceFiles register)
    {
        var texts = register.Texts.ToDictionary(StringComparer.Ordinal);
        var problems = new List<Problem>();
        foreach (var (path, text) in register.Texts)
        {
            var lists = text.Split('\n').Where(line => line.Length > 0 && char.IsAsciiLetter(line[0])).Select(line => line.Split(':')[0]).ToList();
            if (!lists.Contains("assignments", StringComparer.Ordinal))
                continue;

            if (lists.Count > 1)
                problems.Add(Problem.Error(new Place(path, 1, 1), "assignments-mixed", "The file holds assignments and other lists", "Move its assignments into a file of their own."));

            texts.Remove(path);
        }

        texts[FileOfRegister] = Yaml();
        return (problems.Count > 0 ? null : SourceFiles.FromTexts(texts), [.. problems.Select(ProblemLine.From)]);
    }

    private static IReadOnlyList<Assignment> ReadSheet(string path, List<Problem> problems)
    {
        if (SheetReader.Read(path, MaxRows, problems) is not { } rows)
            return [];

        if (rows.Count == 0)
            return Fail(path, "sheet-empty", "The sheet is empty", $"Begin with a header: {string.Join(", ", _columns)}.", problems);

        return Columns(path, rows[0], problems) is { } columns
            ? [.. rows.Skip(1).Select(row => new TableRow(path, row, columns, problems).Read())]
            : [];
    }

    private static Dictionary<string, int>? Columns(string path, SheetRow header, List<Problem> problems)
    {
        var before = problems.Count;
        var columns = SheetHeader.Read(path, header, _columns, StringComparer.OrdinalIgnoreCase, problems);
        foreach (var missing in _columns.Except(_optional, StringComparer.Ordinal).Where(column => !columns.ContainsKey(column)))
            problems.Add(Cell.Error(path, header.Number, 1, "missing-column", $"There is no column '{missing}'", "Add it."));

        return problems.Count == before ? columns : null;
    }

    private static IReadOnlyList<Assignment> Fail(string path, string code, string message, string remedy, List<Problem> problems)
    {
        problems.Add(Problem.Error(new Place(path, 0, 0), code, message, remedy));
        return [];
    }

    private static string[] Cells(Assignment row) =>
    [
        row.Id, row.Position, row.Person, row.Kind.ToString().ToLowerInvariant(), Day(row.From), row.To is { } to ? Day(to) : "", row.OrderNumber, Day(row.OrderDate),
        row.Replaces ?? "", row.RecordedAt?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) ?? "",
    ];

    private string Yaml()
    {
        var text = new System.Text.StringBuilder("assignments:\n");
        foreach (var row in Rows)
        {
            var separator = "  - ";
            foreach (var (column, cell) in _columns.Zip(Cells(row)).Where(pair => pair.Second.Length > 0))
            {
                text.Append(separator).Append(column).Append(": ").Append(column is "from" or "to" or "orderDate" or "kind" ? cell : YamlText.Quoted(cell)).Append('\n');
                separator = "    ";
            }
        }

        return text.ToString();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
