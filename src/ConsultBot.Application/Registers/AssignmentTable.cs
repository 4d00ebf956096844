using System.Globalization;
using ConsultBot.Application.Packs;
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
            ".csv" => Read(path, Sheet.FromCsv, problems),
            ".xlsx" => Read(path, Sheet.FromXlsx, problems),
            _ => Fail(path, "table-kind", "The file is no table that can be read", "Name a file that ends in .csv, .xlsx or .yaml.", problems),
        };
        return (problems.Count > 0 ? null : new AssignmentTable(rows), [.. problems.Select(ProblemLine.From)]);
    }

    /// <summary>The assignments of register files.</summary>
    public static AssignmentTable Of(SourceFiles register) => new(RegisterReader.Read(register, "", []).Assignments);

    /// <summary>Writes a file by its ending.</summary>
    /// <exception cref="ArgumentException">The ending is none that can be written.</exception>
    public void Write(string path)
    {
        var cells = Rows.Select(Cells).Prepend(_columns);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".csv":
                File.WriteAllText(path, Sheet.ToCsv(cells), new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
                break;
            case ".xlsx":
                File.WriteAllBytes(path, Sheet.ToXlsx(cells));
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

    private static IReadOnlyList<Assignment> Read(string path, Func<byte[], IEnumerable<IReadOnlyList<string>>> read, List<Problem> problems)
    {
        byte[] bytes;
        List<IReadOnlyList<string>> sheet;
        try
        {
            bytes = File.ReadAllBytes(path);
            sheet = [.. read(bytes)];
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException or CsvHelper.CsvHelperException or System.Xml.XmlException)
        {
            return Fail(path, "table-unreadable", $"The table cannot be read: {error.Message}", "Save it again as a table.", problems);
        }

        if (sheet.Count == 0)
            return Fail(path, "table-empty", "The table has no headings", $"Write them in the first row: {string.Join(", ", _columns)}.", problems);

        var columns = Columns(path, sheet[0], problems);
        return columns is null
            ? []
            : [.. sheet.Select((cells, i) => new TableRow(path, i + 1, cells, columns, problems)).Skip(1).Where(row => !row.IsEmpty).Select(row => row.Read())];
    }

    private static Dictionary<string, int>? Columns(string path, IReadOnlyList<string> headings, List<Problem> problems)
    {
        var before = problems.Count;
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < headings.Count; i++)
        {
            var heading = headings[i].Trim();
            if (heading.Length == 0)
                continue;

            if (!_columns.Contains(heading, StringComparer.OrdinalIgnoreCase))
                problems.Add(Problem.Error(new Place(path, 1, i + 1), "unknown-column", $"There is no column '{heading}'", $"{NearName.Hint(heading, _columns)}Known: {string.Join(", ", _columns)}."));
            else if (!columns.TryAdd(heading, i))
                problems.Add(Problem.Error(new Place(path, 1, i + 1), "duplicate-column", $"The column '{heading}' is there twice", "Delete one."));
        }

        foreach (var missing in _columns.Except(_optional, StringComparer.Ordinal).Where(column => !columns.ContainsKey(column)))
            problems.Add(Problem.Error(new Place(path, 1, 1), "missing-column", $"The column '{missing}' is missing", "Add it to the first row."));

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
                text.Append(separator).Append(column).Append(": ").Append(column is "from" or "to" or "orderDate" or "kind" ? cell : Quoted(cell)).Append('\n');
                separator = "    ";
            }
        }

        return text.ToString();
    }

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
