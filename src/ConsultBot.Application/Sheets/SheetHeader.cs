using ConsultBot.Domain.Problems;

namespace ConsultBot.Application.Sheets;

/// <summary>The first row of a sheet: which column stands where.</summary>
internal static class SheetHeader
{
    /// <summary>The number of each column, from 1. A column that is not known or is there twice is a problem.</summary>
    public static Dictionary<string, int> Read(string path, SheetRow header, IReadOnlyList<string> known, StringComparer comparer, List<Problem> problems)
    {
        var columns = new Dictionary<string, int>(comparer);
        for (var column = 1; column <= header.Cells.Count; column++)
        {
            var name = header[column - 1];
            if (name.Length == 0)
                continue;

            if (!known.Contains(name, comparer))
                problems.Add(Cell.Error(path, header.Number, column, "unknown-column", $"'{name}' is no column", $"{NearName.Hint(name, known)}Columns: {string.Join(", ", known)}."));
            else if (!columns.TryAdd(name, column))
                problems.Add(Cell.Error(path, header.Number, column, "duplicate-column", $"The column '{name}' is there twice", "Delete one."));
        }

        return columns;
    }
}
