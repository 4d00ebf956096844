using System.Globalization;
using System.Text;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Problems;
using CsvHelper;
using MiniExcelLibs;

namespace ConsultBot.Application.Packs.Sheets;

/// <summary>FAQ entries as a CSV or XLSX: a header of <see cref="FaqColumns"/>, then a row an entry.</summary>
internal static class FaqSheet
{
    /// <summary>The rows of a sheet by column; only columns that it has. Null with problems when it cannot be read.</summary>
    public static IReadOnlyList<FaqRow>? Read(string path, List<Problem> problems)
    {
        if (SheetReader.Read(path, problems) is not { } rows)
            return null;

        var before = problems.Count;
        if (rows.Count == 0)
        {
            problems.Add(Problem.Error(new Place(path, 0, 0), "sheet-empty", "The sheet is empty", $"Begin with a header: {string.Join(", ", FaqColumns.All)}."));
            return null;
        }

        var columns = Header(path, rows[0], problems);
        var entries = new List<FaqRow>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows.Skip(1))
        {
            var entry = Entry(path, row, columns, problems);
            if (entry.Topic.Length == 0)
                problems.Add(Cell.Error(path, row.Number, columns.GetValueOrDefault(FaqColumns.Topic, 1), "missing-key", "'topic' is missing", "Write the entry's id: Latin letters, digits and hyphens."));
            else if (!seen.TryAdd(entry.Topic, row.Number))
                problems.Add(Cell.Error(path, row.Number, columns[FaqColumns.Topic], "duplicate-topic", $"'{entry.Topic}' is there twice, first in row {seen[entry.Topic]}", "Rename or delete one."));

            entries.Add(entry);
        }

        return problems.Count == before ? entries : null;
    }

    /// <summary>Writes the entries; texts that a spreadsheet would run as formulas are guarded by an apostrophe.</summary>
    public static void Write(string path, IEnumerable<Topic> topics)
    {
        var rows = topics.Select(FaqColumns.Of).Select(cells => FaqColumns.All.Select(column => Cell.Guarded(cells[column])).ToList());
        if (SheetReader.IsExcel(path))
        {
            using var stream = new FileStream(path, FileMode.CreateNew);
            stream.SaveAs(rows.Select(row => FaqColumns.All.Zip(row).ToDictionary(cell => cell.First, cell => (object)cell.Second, StringComparer.Ordinal)));
            return;
        }

        // The mark at the beginning tells Excel that it is UTF-8.
        using var text = new StreamWriter(new FileStream(path, FileMode.CreateNew), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        using var csv = new CsvWriter(text, CultureInfo.InvariantCulture);
        foreach (var row in rows.Prepend([.. FaqColumns.All]))
        {
            foreach (var cell in row)
                csv.WriteField(cell);

            csv.NextRecord();
        }
    }

    private static Dictionary<string, int> Header(string path, SheetRow header, List<Problem> problems)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var column = 1; column <= header.Cells.Count; column++)
        {
            var name = header[column - 1];
            if (name.Length == 0)
                continue;

            if (!FaqColumns.All.Contains(name, StringComparer.Ordinal))
                problems.Add(Cell.Error(path, header.Number, column, "unknown-column", $"'{name}' is no column", $"{NearName.Hint(name, FaqColumns.All)}Columns: {string.Join(", ", FaqColumns.All)}."));
            else if (!columns.TryAdd(name, column))
                problems.Add(Cell.Error(path, header.Number, column, "duplicate-column", $"The column '{name}' is there twice", "Delete one."));
        }

        if (!columns.ContainsKey(FaqColumns.Topic))
            problems.Add(Cell.Error(path, header.Number, 1, "missing-column", "There is no column 'topic'", "Add it: it names the entry."));

        return columns;
    }

    private static FaqRow Entry(string path, SheetRow row, Dictionary<string, int> columns, List<Problem> problems)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, column) in columns)
        {
            var text = row[column - 1];
            if (text.Length > Cell.MaxLength)
                problems.Add(Cell.Error(path, row.Number, column, "cell-too-long", $"The cell has {text.Length} characters, the limit is {Cell.MaxLength}", "Shorten it."));
            else if (Cell.IsFormula(text))
                problems.Add(Cell.Error(path, row.Number, column, "cell-formula", "This is a formula", "Write what it shows; if it is a text, put an apostrophe in front of it."));

            cells[name] = Cell.Plain(text);
        }

        return new FaqRow(row.Number, columns, cells);
    }
}

/// <summary>An entry as it stands in a sheet.</summary>
/// <param name="Columns">Number of each column, from 1.</param>
internal sealed record FaqRow(int Number, IReadOnlyDictionary<string, int> Columns, IReadOnlyDictionary<string, string> Cells)
{
    public string Topic => Cells.GetValueOrDefault(FaqColumns.Topic, "");
}
