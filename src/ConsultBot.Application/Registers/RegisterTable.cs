using System.Globalization;
using ConsultBot.Application.Sheets;

namespace ConsultBot.Application.Registers;

/// <summary>The public register as CSV.</summary>
public static class RegisterTable
{
    private static readonly string[] _headings =
    [
        "assignment", "name", "position", "unit", "body", "kind", "from", "to", "orderNumber", "orderDate", "recordedAt", "replaces", "replacedBy", "register", "hash",
    ];

    /// <summary>UTF-8 with its mark.</summary>
    public static byte[] Public(RegisterResult found)
    {
        using var stream = new MemoryStream();
        SheetWriter.Csv(stream, _headings, found.Rows.Select(row => Cells(found, row)));
        return stream.ToArray();
    }

    private static IReadOnlyList<string> Cells(RegisterResult found, RegisterRow row) =>
    [
        row.Assignment, row.Name, row.Position, row.Unit, row.Body, row.Kind, Day(row.From), row.To is { } to ? Day(to) : "", row.OrderNumber, Day(row.OrderDate),
        row.RecordedAt?.ToString("O", CultureInfo.InvariantCulture) ?? "", row.Replaces ?? "", row.ReplacedBy ?? "",
        found.Register.ToString("'R-'000000", CultureInfo.InvariantCulture), found.Hash ?? "",
    ];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
