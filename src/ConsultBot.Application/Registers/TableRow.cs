using System.Globalization;
using ConsultBot.Application.Sheets;
using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Application.Registers;

/// <summary>One row of a table of assignments; what is wrong with a cell is reported with its place.</summary>
internal sealed class TableRow(string file, SheetRow row, IReadOnlyDictionary<string, int> columns, List<Problem> problems)
{
    private static readonly string[] _days = ["yyyy-MM-dd", "dd.MM.yyyy"];

    private static readonly Dictionary<string, AssignmentKind> _kinds =
        Enum.GetValues<AssignmentKind>().ToDictionary(kind => kind.ToString(), StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> _cells =
        columns.ToDictionary(column => column.Key, column => Cell.Read(file, row.Number, column.Value, row[column.Value - 1], problems), StringComparer.OrdinalIgnoreCase);

    public Assignment Read() => new(
        Text("id"), Text("position"), Text("person"), Kind(), Day("from") ?? DateOnly.MinValue, Optional("to") is null ? null : Day("to"),
        Text("orderNumber"), Day("orderDate") ?? DateOnly.MinValue, Optional("replaces"), new Place(file, row.Number, 1))
    {
        RecordedAt = Recorded(),
    };

    private string? Optional(string column) =>
        _cells.GetValueOrDefault(column)?.Trim() is { Length: > 0 } text ? text.Normalize() : null;

    private string Text(string column)
    {
        if (Optional(column) is { } text)
            return text;

        Report(column, "missing-cell", $"'{column}' is empty", "Fill it in.");
        return "";
    }

    private AssignmentKind Kind()
    {
        var text = Text("kind");
        if (_kinds.TryGetValue(text, out var kind))
            return kind;

        if (text.Length > 0)
            Report("kind", "not-a-kind", $"'kind' is '{text}'", "Write permanent, acting or substitute.");

        return default;
    }

    private DateOnly? Day(string column)
    {
        var text = Text(column);
        if (DateOnly.TryParseExact(text, _days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;

        if (text.Length > 0)
            Report(column, "not-a-date", $"'{column}' is '{text}'", "Write a day as 2026-11-24 or 24.11.2026.");

        return null;
    }

    private DateTimeOffset? Recorded()
    {
        if (Optional("recordedAt") is not { } text)
            return null;

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return instant;

        Report("recordedAt", "not-an-instant", $"'recordedAt' is '{text}'", "Write an instant as 2026-11-24T10:00:00+05:00.");
        return null;
    }

    private void Report(string column, string code, string message, string remedy) =>
        problems.Add(Cell.Error(file, row.Number, columns.GetValueOrDefault(column, 1), code, message, remedy));
}
