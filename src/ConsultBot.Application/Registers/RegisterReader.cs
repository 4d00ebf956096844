using System.Globalization;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Packs.Yaml;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Application.Registers;

/// <summary>YAML to the data of a register. Each file may hold any of the lists; together they are the register.</summary>
internal static class RegisterReader
{
    private static readonly Dictionary<string, AssignmentKind> _kinds = new(StringComparer.Ordinal)
    {
        ["permanent"] = AssignmentKind.Permanent,
        ["acting"] = AssignmentKind.Acting,
        ["substitute"] = AssignmentKind.Substitute,
    };

    public static RegisterData Read(SourceFiles files, string folder, List<Problem> problems)
    {
        var (regions, bodies, units) = (new List<Region>(), new List<Body>(), new List<Unit>());
        var (positions, people) = (new List<Position>(), new List<Person>());
        var (assignments, rules) = (new List<Assignment>(), new List<ResponsibilityRule>());
        foreach (var (path, text) in files.Texts)
        {
            if (YamlFile.Read(Path.Combine(folder, path), text, problems) is not { } map)
                continue;

            var file = new MapReader(map, problems);
            regions.AddRange(file.Maps("regions").Select(ReadRegion));
            bodies.AddRange(file.Maps("bodies").Select(ReadBody));
            units.AddRange(file.Maps("units").Select(ReadUnit));
            positions.AddRange(file.Maps("positions").Select(ReadPosition));
            people.AddRange(file.Maps("people").Select(ReadPerson));
            assignments.AddRange(file.Maps("assignments").Select(ReadAssignment));
            rules.AddRange(file.Maps("rules").Select(ReadRule));
            file.Done();
        }

        return new RegisterData(regions, bodies, units, positions, people, assignments, rules);
    }

    private static Region ReadRegion(MapReader row) => Done(row, new Region(
        row.Text("id"), row.Optional("parent"), row.RequiredLocal("name"), row.Texts("aliases"), row.Place));

    private static Body ReadBody(MapReader row)
    {
        var name = row.RequiredLocal("name");
        return Done(row, new Body(row.Text("id"), name, row.Local("shortName") ?? name, row.Optional("superior"), row.Place));
    }

    private static Unit ReadUnit(MapReader row) => Done(row, new Unit(
        row.Text("id"), row.Text("body"), row.RequiredLocal("name"), row.Place));

    private static Position ReadPosition(MapReader row) => Done(row, new Position(
        row.Text("id"), row.Text("unit"), Composed(row.RequiredLocal("title")), row.Local("titleActing") is { } acting ? Composed(acting) : null,
        row.Optional("superior"), row.Optional("region"), row.Date("openFrom"), row.Date("openTo"), row.Place));

    private static Person ReadPerson(MapReader row) => Done(row, new Person(
        row.Text("id"), Composed(row.RequiredLocal("surname")), row.Local("givenName") is { } given ? Composed(given) : null,
        row.Local("patronymic") is { } patronymic ? Composed(patronymic) : null, row.Place));

    private static Assignment ReadAssignment(MapReader row) => Done(row, new Assignment(
        row.Text("id"), row.Text("position"), row.Text("person"), row.Choice("kind", _kinds), row.RequiredDate("from"), row.Date("to"),
        row.Text("orderNumber"), row.RequiredDate("orderDate"), row.Optional("replaces"), row.Place)
    {
        RecordedAt = Instant(row, "recordedAt"),
    });

    private static ResponsibilityRule ReadRule(MapReader row) => Done(row, new ResponsibilityRule(
        row.Text("id"), row.Text("topic"), row.Text("region"), row.Text("position"), row.Date("from"), row.Date("to"), row.Place));

    // Names enter in composed form, so that the nine Kazakh letters survive every channel.
    private static LocalText Composed(LocalText text) => new(text.Kk.Normalize(), text.Ru.Normalize(), text.En.Normalize());

    private static DateTimeOffset? Instant(MapReader row, string key)
    {
        if (row.Optional(key) is not { } text)
            return null;

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return instant;

        row.Report(key, "not-an-instant", $"'{key}' is '{text}'", "Write an instant as 2026-11-24T10:00:00+05:00.");
        return null;
    }

    private static T Done<T>(MapReader row, T value)
    {
        row.Done();
        return value;
    }
}
