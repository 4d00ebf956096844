using System.Globalization;

namespace ConsultBot.Application.Registers;

/// <summary>The public register as CSV.</summary>
public static class RegisterTable
{
    private static readonly string[] _headings =
    [
        "assignment", "name", "position", "unit", "body", "kind", "from", "to", "orderNumber", "orderDate", "recordedAt", "replaces", "replacedBy", "register", "hash",
    ];

    public static string Public(RegisterResult found) => Sheet.ToCsv(found.Rows.Select(row => (IReadOnlyList<string>)
        [
            row.Assignment, row.Name, row.Position, row.Unit, row.Body, row.Kind, Day(row.From), row.To is { } to ? Day(to) : "", row.OrderNumber, Day(row.OrderDate),
            row.RecordedAt?.ToString("O", CultureInfo.InvariantCulture) ?? "", row.Replaces ?? "", row.ReplacedBy ?? "",
            found.Register.ToString("'R-'000000", CultureInfo.InvariantCulture), found.Hash ?? "",
        ]).Prepend(_headings));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
