using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Tests;

/// <summary>A register of any size that a seed makes: gaps, acting and substitute holders, corrections, closed positions.</summary>
internal static class RandomRegister
{
    public static readonly DateOnly FirstDay = new(2024, 4, 1);
    public const int Days = 1500;

    public static readonly string[] Topics = [.. Enumerable.Range(0, 12).Select(i => $"t{i}")];

    private static readonly Place _place = new("random", 1, 1);

    public static string Group(string topic) => "g" + int.Parse(topic.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) % 4;

    public static RegisterData Make(int seed, int assignments, int positions, int people)
    {
        var random = new Random(seed);
        var regions = Enumerable.Range(0, 20).Select(i => new Region(i == 0 ? "kz" : $"r{i}", i == 0 ? null : i < 4 ? "kz" : $"r{random.Next(1, i)}", LocalText.Same($"r{i}"), [], _place)).ToList();
        var all = Enumerable.Range(0, positions).Select(i => Position(random, i)).ToList();
        var rows = Rows(random, all, assignments, people);
        return new RegisterData(
            regions, [new Body("b", LocalText.Same("Body"), LocalText.Same("B"), null, _place)], [new Unit("u", "b", LocalText.Same("Unit"), _place)], all,
            [.. Enumerable.Range(0, people).Select(i => new Person($"n{i}", LocalText.Same($"Surname{i}"), LocalText.Same("Given"), null, _place))],
            rows, Rules(random, regions, all));
    }

    private static Position Position(Random random, int i)
    {
        DateOnly? from = i > 0 && random.Next(10) == 0 ? Day(random) : null;
        return new Position(
            $"p{i}", "u", LocalText.Same($"Title {i}"), LocalText.Same($"Acting {i}"), i == 0 ? null : $"p{random.Next(i)}", null,
            from, i > 0 && random.Next(10) == 0 ? (from ?? FirstDay).AddDays(random.Next(1, 400)) : null, _place);
    }

    // Of one kind on one position no two overlap; that is what the check holds.
    private static List<Assignment> Rows(Random random, List<Position> positions, int count, int people)
    {
        var ends = new Dictionary<(string, AssignmentKind), DateOnly?>();
        var rows = new List<Assignment>(count);
        for (var tries = 0; rows.Count < count && tries < count * 4; tries++)
        {
            var (position, kind) = (positions[random.Next(positions.Count)], (AssignmentKind)random.Next(3));
            if (!ends.TryGetValue((position.Id, kind), out var end))
                end = FirstDay;
            if (end is null)
                continue;

            var from = end.Value.AddDays(random.Next(3) == 0 ? 0 : random.Next(120));
            DateOnly? to = random.Next(40) == 0 ? null : from.AddDays(random.Next(1, 200));
            var id = $"a{rows.Count}";
            var row = new Assignment(id, position.Id, $"n{random.Next(people)}", kind, from, to, "№ 1", from, null, _place);
            rows.Add(row);
            ends[(position.Id, kind)] = to;
            if (random.Next(20) == 0 && rows.Count < count)
                rows.Add(row with { Id = id + "x", Person = $"n{random.Next(people)}", Replaces = id });
        }

        return rows;
    }

    private static List<ResponsibilityRule> Rules(Random random, List<Region> regions, List<Position> positions)
    {
        var rules = new List<ResponsibilityRule> { new("R", "*", "kz", "p0", null, null, _place) };
        var taken = new HashSet<(string, string)> { ("*", "kz") };
        for (var i = 0; i < 80; i++)
        {
            var topic = random.Next(5) switch { 0 => "*", 1 or 2 => "group:g" + random.Next(4), _ => Topics[random.Next(Topics.Length)] };
            var region = regions[random.Next(regions.Count)].Id;
            if (!taken.Add((topic, region)))
                continue;

            var split = Day(random);
            var dated = random.Next(3);
            rules.Add(new ResponsibilityRule($"R{i}", topic, region, positions[random.Next(positions.Count)].Id, null, dated == 0 ? null : split, _place));
            if (dated == 2)
                rules.Add(new ResponsibilityRule($"R{i}b", topic, region, positions[random.Next(positions.Count)].Id, split.AddDays(random.Next(2) * 30), null, _place));
        }

        return rules;
    }

    private static DateOnly Day(Random random) => FirstDay.AddDays(random.Next(Days));
}
