using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Registers;

/// <summary>The published register of officials: answers who is accountable, and is the only maker of signatures.</summary>
public sealed class Register
{
    private readonly Dictionary<string, Region> _regions;
    private readonly Dictionary<string, Body> _bodies;
    private readonly Dictionary<string, Unit> _units;
    private readonly Dictionary<string, Position> _positions;
    private readonly Dictionary<string, Person> _people;
    private readonly Dictionary<string, Timeline<Assignment>> _holders;
    private readonly Dictionary<string, Assignment[]> _assignmentsByPerson;
    private readonly Dictionary<(string Topic, string Region), Timeline<ResponsibilityRule>> _topicRules;
    private readonly Dictionary<(string Group, string Region), Timeline<ResponsibilityRule>> _groupRules;
    private readonly DateOnly _firstDay;
    private readonly ConcurrentDictionary<SignatureKey, Signature> _signatures = new();

    /// <summary>Takes data that <see cref="RegisterCheck"/> found without an error.</summary>
    /// <param name="number">Number of the publication, from 1.</param>
    public Register(RegisterData data, int number)
    {
        Data = data;
        Number = number;
        _regions = data.Regions.ToDictionary(region => region.Id, StringComparer.Ordinal);
        _bodies = data.Bodies.ToDictionary(body => body.Id, StringComparer.Ordinal);
        _units = data.Units.ToDictionary(unit => unit.Id, StringComparer.Ordinal);
        _positions = data.Positions.ToDictionary(position => position.Id, StringComparer.Ordinal);
        _people = data.People.ToDictionary(person => person.Id, StringComparer.Ordinal);
        var replaced = data.Assignments.Where(row => row.Replaces is not null).Select(row => row.Replaces!).ToHashSet(StringComparer.Ordinal);
        var valid = data.Assignments.Where(row => !replaced.Contains(row.Id)).ToArray();
        Assignments = valid;
        _firstDay = valid.Length == 0 ? DateOnly.MinValue : valid.Min(row => row.From);
        var byPosition = valid.ToLookup(row => row.Position, StringComparer.Ordinal);
        _holders = data.Positions.ToDictionary(position => position.Id, position => Holders(position, byPosition[position.Id]), StringComparer.Ordinal);
        _assignmentsByPerson = valid.GroupBy(row => row.Person, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        _topicRules = Rules(data.Rules.Where(rule => rule.Group is null), rule => rule.Topic);
        _groupRules = Rules(data.Rules.Where(rule => rule.Group is not null), rule => rule.Group!);
    }

    public const string RootRegion = "kz";

    private const int KeptSignatures = 4096;

    public RegisterData Data { get; }

    public int Number { get; }

    /// <summary>The assignments that count: those that no other row replaces.</summary>
    public IReadOnlyList<Assignment> Assignments { get; }

    public Region? Region(string? id) => id is null ? null : _regions.GetValueOrDefault(id);

    public Person? Person(string id) => _people.GetValueOrDefault(id);

    public Unit? Unit(string id) => _units.GetValueOrDefault(id);

    public Body? Body(string id) => _bodies.GetValueOrDefault(id);

    public Position? Position(string id) => _positions.GetValueOrDefault(id);

    /// <summary>The unit that answers for a topic in a region: the one of the responsible position.</summary>
    public string UnitFor(string? topic, string? group, string? region, DateOnly date) =>
        _positions[BestRule(topic, group, region, date).Position].Unit;

    /// <summary>Who is accountable. Unknown regions count as the whole country, unknown topics match only <c>*</c>.</summary>
    /// <param name="raised">Levels by which missed due times have moved the responsibility up.</param>
    public Resolution Resolve(string? topic, string? group, string? region, DateOnly date, int raised = 0)
    {
        var rule = BestRule(topic, group, region, date);
        var responsible = _positions[rule.Position];
        var position = responsible;
        for (var i = 0; i < raised && position.Superior is not null; i++)
            position = _positions[position.Superior];

        var steps = new List<ResolutionStep>(4);
        var level = 0;
        while (true)
        {
            var assignment = InForce(position, date);
            steps.Add(new ResolutionStep(position.Id, assignment?.Id));
            if (assignment is not null)
                return new Resolution(date, rule, responsible, position, assignment, _people[assignment.Person], level, raised, steps);

            if (position.Superior is null)
                return new Resolution(date, rule, responsible, position, null, null, level, raised, steps);

            position = _positions[position.Superior];
            level++;
        }
    }

    /// <summary>Signs for a topic. The officer is named when a person writes.</summary>
    /// <exception cref="NobodyInForceException">No position up to the head is held on that day.</exception>
    public Signature Sign(
        string? topic, string? group, string? region, DateOnly date, Language language, SignatureForm form,
        OfficerTitle? officer = null, int raised = 0)
    {
        var key = new SignatureKey(topic, group, region, date, language, form, officer, raised);
        if (_signatures.TryGetValue(key, out var known))
            return known;

        // A day's signatures are few; those of other days go with them.
        if (_signatures.Count >= KeptSignatures)
            _signatures.Clear();

        return _signatures[key] = Make(key);
    }

    /// <summary>Name and title of an officer on a day; null when the person holds no position then.</summary>
    public OfficerTitle? Officer(string person, DateOnly date, Language language)
    {
        if (!_assignmentsByPerson.TryGetValue(person, out var rows))
            return null;

        var row = rows.Where(row => row.InForce(date) && _positions[row.Position].IsOpen(date)).MaxBy(row => row.Kind == AssignmentKind.Permanent);
        return row is null ? null : new OfficerTitle(_people[person].Name(language), Title(_positions[row.Position], row.Kind, language));
    }

    /// <summary>The assignment in force on a position: acting before substitute before permanent; null in a gap.</summary>
    public Assignment? InForce(Position position, DateOnly date) => _holders[position.Id].On(date);

    /// <summary>Days on which nobody holds the position while it exists, from the register's first day on.</summary>
    public IEnumerable<Gap> Gaps(Position position)
    {
        var first = position.OpenFrom > _firstDay ? position.OpenFrom.Value : _firstDay;
        var from = (DateOnly?)first;
        foreach (var (start, _, held) in _holders[position.Id].Pieces())
        {
            if (held is null)
            {
                from ??= start;
                continue;
            }

            if (from < start)
                yield return new Gap(position, from.Value, start);

            from = null;
        }

        if (from is { } open && !(position.OpenTo <= open))
            yield return new Gap(position, open, position.OpenTo);
    }

    /// <summary>
    /// How many levels the responsibility must rise until another person answers than does now; null when the head answers
    /// already.
    /// </summary>
    public int? RaisedAbove(string? topic, string? group, string? region, DateOnly date, int raised)
    {
        var now = Resolve(topic, group, region, date, raised);
        var height = 0;
        for (var position = now.Responsible; position.Superior is not null; position = _positions[position.Superior])
            height++;

        for (var above = raised + 1; above <= height; above++)
        {
            if (Resolve(topic, group, region, date, above).Person is { } next && next.Id != now.Person?.Id)
                return above;
        }

        return null;
    }

    private Signature Make(SignatureKey key)
    {
        var (topic, group, region, date, language, form, officer, raised) = key;
        var found = Resolve(topic, group, region, date, raised);
        if (found.Assignment is null)
            throw new NobodyInForceException($"Nobody is in force for topic {topic ?? "*"} in {region ?? RootRegion} on {date:yyyy-MM-dd}.");

        var unit = _units[found.SignedAt.Unit];
        var body = _bodies[unit.Body].Name.In(language);
        var official = found.Person!.Name(language);
        var title = Title(found.SignedAt, found.Assignment.Kind, language);
        return new Signature(
            official, title, unit.Name.In(language), body, found.Assignment.Kind, officer?.Name, officer?.Position,
            found.Assignment.Id, found.Person.Id, found.Responsible.Id, found.SignedAt.Id, found.Level, raised, Number,
            SignatureLine.Render(language, form, official, title, body, officer));
    }

    private static string Title(Position position, AssignmentKind kind, Language language) => kind switch
    {
        AssignmentKind.Acting => position.TitleActing!.In(language),
        AssignmentKind.Substitute => $"{position.Title.In(language)} {SignatureLine.SubstituteMark.In(language)}",
        _ => position.Title.In(language),
    };

    /// <summary>The title as printed for an assignment: the acting form, or the substitute's mark.</summary>
    public string Title(Assignment assignment, Language language) => Title(_positions[assignment.Position], assignment.Kind, language);

    private ResponsibilityRule BestRule(string? topic, string? group, string? region, DateOnly date)
    {
        var start = Region(region) ?? _regions[RootRegion];
        return Nearest(_topicRules, topic, start, date)
            ?? ResponsibilityRule.GroupsFrom(group).Select(name => Nearest(_groupRules, name, start, date)).FirstOrDefault(found => found is not null)
            ?? Nearest(_topicRules, ResponsibilityRule.AnyTopic, start, date)
            ?? throw new NobodyInForceException("The register has no rule * for the whole country.");
    }

    private ResponsibilityRule? Nearest(
        Dictionary<(string, string), Timeline<ResponsibilityRule>> rules, string? topic, Region start, DateOnly date)
    {
        for (var region = start; topic is not null && region is not null; region = Region(region.Parent))
        {
            if (rules.TryGetValue((topic, region.Id), out var found) && found.On(date) is { } rule)
                return rule;
        }

        return null;
    }

    private static Timeline<Assignment> Holders(Position position, IEnumerable<Assignment> rows) => Timeline<Assignment>.Of(
        rows.Select(row => new Dated<Assignment>(row.From, row.To, (int)row.Kind, row)), Enum.GetValues<AssignmentKind>().Length,
        position.OpenFrom, position.OpenTo);

    private static Dictionary<(string, string), Timeline<ResponsibilityRule>> Rules(
        IEnumerable<ResponsibilityRule> rules, Func<ResponsibilityRule, string> topic) =>
        rules.GroupBy(rule => (topic(rule), rule.Region)).ToDictionary(
            group => group.Key,
            group => Timeline<ResponsibilityRule>.Of(group.Select(rule => new Dated<ResponsibilityRule>(rule.From ?? DateOnly.MinValue, rule.To, 0, rule)), 1));
}

/// <summary>Name and title of the officer who writes, in one language.</summary>
public sealed record OfficerTitle(string Name, string Position);

/// <summary>All that a signature depends on, beside the register itself.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SignatureKey(
    string? Topic, string? Group, string? Region, DateOnly Date, Language Language, SignatureForm Form, OfficerTitle? Officer, int Raised);
