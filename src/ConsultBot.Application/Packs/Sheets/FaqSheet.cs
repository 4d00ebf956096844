using ConsultBot.Application.Sheets;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Application.Packs.Sheets;

/// <summary>FAQ entries as a CSV or XLSX: a header of <see cref="FaqColumns"/>, then a row an entry.</summary>
internal static class FaqSheet
{
    private const int MaxEntries = 10_000;

    /// <summary>The rows of a sheet by column; only columns that it has. Null with problems when it cannot be read.</summary>
    public static IReadOnlyList<FaqRow>? Read(string path, List<Problem> problems)
    {
        if (SheetReader.Read(path, MaxEntries, problems) is not { } rows)
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

    public static void Write(string path, IEnumerable<Topic> topics) =>
        SheetWriter.Write(path, FaqColumns.All, topics.Select(FaqColumns.Of).Select(cells => FaqColumns.All.Select(column => cells[column]).ToList()));

    private static Dictionary<string, int> Header(string path, SheetRow header, List<Problem> problems)
    {
        var columns = SheetHeader.Read(path, header, FaqColumns.All, StringComparer.Ordinal, problems);
        if (!columns.ContainsKey(FaqColumns.Topic))
            problems.Add(Cell.Error(path, header.Number, 1, "missing-column", "There is no column 'topic'", "Add it: it names the entry."));

        return columns;
    }

    private static FaqRow Entry(string path, SheetRow row, Dictionary<string, int> columns, List<Problem> problems)
    {
        var cells = columns.ToDictionary(column => column.Key, column => Cell.Read(path, row.Number, column.Value, row[column.Value - 1], problems), StringComparer.Ordinal);
        return new FaqRow(row.Number, columns, cells);
    }
}

/// <summary>An entry as it stands in a sheet.</summary>
/// <param name="Columns">Number of each column, from 1.</param>
internal sealed record FaqRow(int Number, IReadOnlyDictionary<string, int> Columns, IReadOnlyDictionary<string, string> Cells)
{
    public string Topic => Cells.GetValueOrDefault(FaqColumns.Topic, "");
}
