using System.Globalization;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Tests;

/// <summary>The worked example of accountability as a register; all names and orders are invented.</summary>
internal static class ExampleRegister
{
    private static readonly Place _place = new("example", 1, 1);

    private static readonly Dictionary<string, string> _groups = new(StringComparer.Ordinal)
    {
        ["id-card"] = "documents",
        ["passport"] = "documents",
        ["child-benefits"] = "social",
        ["pension"] = "social",
        ["personal-taxes"] = "taxes",
        ["fines"] = "taxes",
    };

    public static RegisterData Data { get; } = Read();

    public static string? Group(string? topic) => topic is null ? null : _groups.GetValueOrDefault(topic);

    public static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Vectors", file)).Where(line => line.Length > 0).Select(line => line.Split('\t'));

    public static string? OrNull(string cell) => cell == "-" ? null : cell;

    public static DateOnly Date(string cell) => DateOnly.ParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static RegisterData Read()
    {
        var names = Rows("accountability.names.tsv").Skip(1).ToDictionary(row => row[0], row => (Ru: row[1], En: row[2]), StringComparer.Ordinal);
        var assignments = Rows("accountability.assignments.tsv").Skip(1).Select(row => new Assignment(
            row[0], row[1], row[2], Enum.Parse<AssignmentKind>(row[3], ignoreCase: true), Date(row[4]), OrNull(row[5]) is { } to ? Date(to) : null,
            row[6], Date(row[7]), null, _place)).ToList();
        return new RegisterData(
            [Region("kz", null), Region("kz-almaty", "kz"), Region("kz-almaty-medeu", "kz-almaty"), Region("kz-astana", "kz"), Region("kz-turkistan", "kz")],
            [new Body("B", new LocalText("Азаматтарға кеңес беру орталығы", "Центр консультаций граждан", "Citizens' Consultation Centre"), LocalText.Same("B"), null, _place)],
            [new Unit("U", "B", LocalText.Same("Unit"), _place)],
            [.. Rows("accountability.positions.tsv").Skip(1).Select(Position)],
            [.. assignments.Select(row => row.Person).Distinct(StringComparer.Ordinal).Select(name => Person(name, names))],
            assignments,
            [.. Rows("accountability.rules.tsv").Skip(1).Select(row => new ResponsibilityRule(row[0], row[1], row[2], row[3], null, null, _place))]);
    }

    private static Region Region(string id, string? parent) => new(id, parent, LocalText.Same(id), [], _place);

    private static Position Position(string[] row)
    {
        var title = row[2].Split(" · ");
        var acting = row[0] switch
        {
            "P1" => new LocalText("басшының әлеуметтік мәселелер жөніндегі орынбасарының м. а.", "и. о. заместителя руководителя по социальным вопросам", "Acting Deputy Head for Social Matters"),
            "P2" => new LocalText("басшының құжаттандыру жөніндегі орынбасарының м. а.", "и. о. заместителя руководителя по документированию", "Acting Deputy Head for Documents"),
            _ => null,
        };
        return new Position(row[0], "U", new LocalText(title[0], title[1], title[2]), acting, OrNull(row[1]), null, null, null, _place);
    }

    private static Person Person(string name, Dictionary<string, (string Ru, string En)> names)
    {
        var (ru, en) = names.GetValueOrDefault(name, (name, string.Join(' ', name.Split(' ').Take(2).Reverse())));
        var (kk, russian, english) = (name.Split(' '), ru.Split(' '), en.Split(' '));
        return new Person(
            name, new LocalText(kk[0], russian[0], english[1]), new LocalText(kk[1], russian[1], english[0]),
            kk.Length > 2 ? new LocalText(kk[2], russian[2], "") : null, _place);
    }
}
