using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Registers;

/// <summary>Finds all that forbids publishing a register, and what deserves a warning, in one run.</summary>
public static class RegisterCheck
{
    public const int MaxNameLength = 120;
    public const int MaxTitleLength = 200;
    private const int SoonDays = 14;
    private const int LongActingMonths = 6;

    /// <param name="today">Local date; only the future of the root and the warnings depend on it.</param>
    /// <param name="file">Named where a problem concerns the register as a whole.</param>
    public static IReadOnlyList<Problem> Run(RegisterData data, DateOnly today, string file)
    {
        var problems = new List<Problem>();
        Names(data, problems);
        if (!References(data, problems))
            return problems;

        Superiors(data, file, problems);
        Assignments(data, problems);
        Rules(data, file, problems);
        if (!problems.Exists(problem => problem.Severity == Severity.Error))
            Coverage(data, today, file, problems);

        return problems;
    }

    private static void Names(RegisterData data, List<Problem> problems)
    {
        foreach (var person in data.People)
        {
            foreach (var language in Languages.All)
                NameFits(person.Place, person.Id, person.Name(language), MaxNameLength, language, problems);
        }

        foreach (var position in data.Positions)
        {
            foreach (var language in Languages.All)
            {
                NameFits(position.Place, position.Id, position.Title.In(language), MaxTitleLength, language, problems);
                if (position.TitleActing is { } acting)
                    NameFits(position.Place, position.Id, acting.In(language), MaxTitleLength, language, problems);
            }
        }
    }

    private static void NameFits(Place place, string id, string name, int limit, Language language, List<Problem> problems)
    {
        if (name.Length > limit)
        {
            problems.Add(Problem.Error(place, "name-too-long",
                $"'{id}' has {name.Length} characters in {language.Code()}, the limit is {limit}", "Shorten it."));
        }

        if (language != Language.En && LookAlike(name) is { } letter)
        {
            problems.Add(Problem.Error(place, "latin-look-alike",
                $"'{name}' has the Latin letter '{letter}' inside a Cyrillic word", "Type that letter on a Cyrillic layout."));
        }
    }

    // A Latin letter that stands directly beside a Cyrillic one.
    private static char? LookAlike(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            var (before, here) = (text[i - 1], text[i]);
            if (char.IsAsciiLetter(here) && IsCyrillic(before))
                return here;

            if (char.IsAsciiLetter(before) && IsCyrillic(here))
                return before;
        }

        return null;
    }

    private static bool IsCyrillic(char c) => c is >= '\u0400' and <= '\u04FF';

    private static bool References(RegisterData data, List<Problem> problems)
    {
        var before = problems.Count;
        var regions = Ids(data.Regions, region => region.Id, region => region.Place, "region", problems);
        var bodies = Ids(data.Bodies, body => body.Id, body => body.Place, "body", problems);
        var units = Ids(data.Units, unit => unit.Id, unit => unit.Place, "unit", problems);
        var positions = Ids(data.Positions, position => position.Id, position => position.Place, "position", problems);
        var people = Ids(data.People, person => person.Id, person => person.Place, "person", problems);
        var assignments = Ids(data.Assignments, row => row.Id, row => row.Place, "assignment", problems);
        Ids(data.Rules, rule => rule.Id, rule => rule.Place, "rule", problems);

        foreach (var region in data.Regions.Where(region => region.Parent is not null))
            Known(regions, region.Parent!, "region", region.Place, problems);
        foreach (var unit in data.Units)
            Known(bodies, unit.Body, "body", unit.Place, problems);
        foreach (var position in data.Positions)
        {
            Known(units, position.Unit, "unit", position.Place, problems);
            if (position.Superior is not null)
                Known(positions, position.Superior, "position", position.Place, problems);
        }

        foreach (var row in data.Assignments)
        {
            Known(positions, row.Position, "position", row.Place, problems);
            Known(people, row.Person, "person", row.Place, problems);
            if (row.Replaces is not null)
                Known(assignments, row.Replaces, "assignment", row.Place, problems);
        }

        foreach (var rule in data.Rules)
        {
            Known(regions, rule.Region, "region", rule.Place, problems);
            Known(positions, rule.Position, "position", rule.Place, problems);
        }

        return problems.Count == before;
    }

    private static HashSet<string> Ids<T>(
        IReadOnlyList<T> rows, Func<T, string> id, Func<T, Place> place, string what, List<Problem> problems)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!ids.Add(id(row)))
                problems.Add(Problem.Error(place(row), "duplicate-id", $"The {what} '{id(row)}' is there twice", "Give one of them another id."));
        }

        return ids;
    }

    private static void Known(HashSet<string> ids, string id, string what, Place place, List<Problem> problems)
    {
        if (!ids.Contains(id))
            problems.Add(Problem.Error(place, $"unknown-{what}", $"There is no {what} '{id}'", $"{NearName.Hint(id, ids)}Add it or name one that exists."));
    }

    private static void Superiors(RegisterData data, string file, List<Problem> problems)
    {
        var positions = data.Positions.ToDictionary(position => position.Id, StringComparer.Ordinal);
        var roots = data.Positions.Where(position => position.Superior is null).ToList();
        if (roots.Count == 0)
            problems.Add(Problem.Error(new Place(file, 0, 0), "no-root", "No position is without a superior", "Leave out 'superior' at the head of the desk."));
        foreach (var second in roots.Skip(1))
            problems.Add(Problem.Error(second.Place, "second-root", $"'{second.Id}' has no superior, nor has '{roots[0].Id}'", "Name its superior: only the head of the desk has none."));

        foreach (var start in data.Positions)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var position = start; position.Superior is not null; position = positions[position.Superior])
            {
                if (seen.Add(position.Id))
                    continue;

                problems.Add(Problem.Error(start.Place, "superior-cycle", $"The superiors of '{start.Id}' lead back to '{position.Id}'", "Name a superior nearer to the head."));
                break;
            }
        }

        if (roots.Count > 0)
            Chains(data, positions, roots[0].Id, problems);
    }

    private static void Chains(RegisterData data, Dictionary<string, Position> positions, string root, List<Problem> problems)
    {
        foreach (var rule in data.Rules)
        {
            var position = positions[rule.Position];
            for (var i = 0; i < positions.Count && position.Superior is not null; i++)
                position = positions[position.Superior];

            if (position.Id != root)
            {
                problems.Add(Problem.Error(rule.Place, "topic-without-chain",
                    $"From '{rule.Position}', which answers for '{rule.Topic}' in '{rule.Region}', no chain of superiors leads to the head '{root}'",
                    "Name superiors up to the head, or another position."));
            }
        }
    }

    private static void Assignments(RegisterData data, List<Problem> problems)
    {
        var positions = data.Positions.ToDictionary(position => position.Id, StringComparer.Ordinal);
        var replaced = data.Assignments.Select(row => row.Replaces).ToHashSet(StringComparer.Ordinal);
        foreach (var row in data.Assignments)
        {
            if (row.To is { } to && row.From >= to)
                problems.Add(Problem.Error(row.Place, "from-not-before-to", $"'{row.Id}' is from {row.From:yyyy-MM-dd} to {to:yyyy-MM-dd}", "'to' is the first day on which the person is out: it comes after 'from'."));
            if (string.IsNullOrWhiteSpace(row.OrderNumber))
                problems.Add(Problem.Error(row.Place, "missing-order", $"'{row.Id}' has no order number", "Add orderNumber and orderDate."));
            if (row.Kind == AssignmentKind.Acting && positions[row.Position].TitleActing is null)
                problems.Add(Problem.Error(row.Place, "missing-title-acting", $"'{row.Position}' has no titleActing, but '{row.Id}' acts in it", $"Write titleActing in kk, ru and en at the position, {positions[row.Position].Place}."));
            if (row.OrderDate > row.From)
                problems.Add(Problem.Warning(row.Place, "backdated-assignment", $"The order of '{row.Id}' is later than its first day", "Check the dates; late orders are counted."));
            if (row.Kind == AssignmentKind.Acting && (row.To ?? DateOnly.MaxValue) > row.From.AddMonths(LongActingMonths))
                problems.Add(Problem.Warning(row.Place, "long-acting", $"'{row.Id}' acts longer than {LongActingMonths} months", "Appoint a permanent holder."));
        }

        var valid = data.Assignments.Where(row => !replaced.Contains(row.Id));
        foreach (var rows in valid.GroupBy(row => (row.Position, row.Kind)).Select(group => group.OrderBy(row => row.From).ToList()))
        {
            for (var i = 1; i < rows.Count; i++)
            {
                if (rows[i - 1].Overlaps(rows[i]))
                {
                    problems.Add(Problem.Error(rows[i].Place, "overlap",
                        $"'{rows[i].Id}' and '{rows[i - 1].Id}' overlap on '{rows[i].Position}' from {rows[i].From:yyyy-MM-dd}",
                        $"End '{rows[i - 1].Id}' at {rows[i].From:yyyy-MM-dd} or begin '{rows[i].Id}' later."));
                }
            }
        }
    }

    private static void Rules(RegisterData data, string file, List<Problem> problems)
    {
        foreach (var rules in data.Rules.GroupBy(rule => (rule.Topic, rule.Region)).Select(group => group.ToList()))
        {
            for (var i = 1; i < rules.Count; i++)
            {
                if (rules.Take(i).FirstOrDefault(other => other.OverlapsInTime(rules[i])) is { } twin)
                    problems.Add(Problem.Error(rules[i].Place, "equal-rank", $"'{rules[i].Id}' and '{twin.Id}' ({twin.Place}) name a position for the same topic and region", "Delete one, or give them dates that do not meet."));
            }
        }

        if (!data.Regions.Any(region => region.Id == Register.RootRegion && region.Parent is null))
            problems.Add(Problem.Error(new Place(file, 0, 0), "no-root-region", $"There is no region '{Register.RootRegion}' without a parent", "Add it: it stands for the whole country."));
        if (!data.Rules.Any(rule => rule is { Topic: ResponsibilityRule.AnyTopic, Region: Register.RootRegion, From: null, To: null }))
            problems.Add(Problem.Error(new Place(file, 0, 0), "no-rule-for-all", $"No rule without dates for topic * in region {Register.RootRegion}", "Add it: a message before any topic is known needs a position."));
    }

    private static void Coverage(RegisterData data, DateOnly today, string file, List<Problem> problems)
    {
        var register = new Register(data, 0);
        var root = data.Positions.First(position => position.Superior is null);
        foreach (var day in ChangeDays(data, root.Id, today))
        {
            if (register.InForce(root, day) is null)
            {
                problems.Add(Problem.Error(root.Place, "root-vacant", $"Nobody holds '{root.Id}' on {day:yyyy-MM-dd}", "Add an assignment without a gap: the head signs where nobody else does."));
                return;
            }
        }

        foreach (var position in data.Positions)
        {
            var row = register.InForce(position, today);
            if (row is null)
                problems.Add(Problem.Warning(position.Place, "vacant", $"Nobody holds '{position.Id}' today", "The level above signs until somebody is appointed."));
            else if (row.To is { } to && to <= today.AddDays(SoonDays) && register.InForce(position, to) is null)
                problems.Add(Problem.Warning(row.Place, "ends-soon", $"'{row.Id}' ends on {to:yyyy-MM-dd} and nobody follows", "Add the next assignment."));
        }

        if (register.Data.People.Count == 0)
            problems.Add(Problem.Error(new Place(file, 0, 0), "no-people", "The register has no people", "Add them."));
    }

    private static IEnumerable<DateOnly> ChangeDays(RegisterData data, string position, DateOnly today) =>
        data.Assignments.Where(row => row.Position == position).SelectMany(row => new[] { row.From, row.To ?? today })
            .Append(today).Where(day => day >= today).Distinct().Order();
}
