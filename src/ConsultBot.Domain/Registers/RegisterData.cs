using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Registers;

/// <summary>The register as its editors write it, before it is checked and made into a <see cref="Register"/>.</summary>
public sealed record RegisterData(
    IReadOnlyList<Region> Regions,
    IReadOnlyList<Body> Bodies,
    IReadOnlyList<Unit> Units,
    IReadOnlyList<Position> Positions,
    IReadOnlyList<Person> People,
    IReadOnlyList<Assignment> Assignments,
    IReadOnlyList<ResponsibilityRule> Rules)
{
    /// <summary>The register without what was recorded later: corrections that came after do not count.</summary>
    public RegisterData AsKnown(DateTimeOffset at) =>
        this with { Assignments = [.. Assignments.Where(row => row.RecordedAt is null || row.RecordedAt <= at)] };
}

/// <param name="Aliases">Names as people type them, in any language.</param>
public sealed record Region(string Id, string? Parent, LocalText Name, IReadOnlyList<string> Aliases, Place Place);

public sealed record Body(string Id, LocalText Name, LocalText ShortName, string? Superior, Place Place);

public sealed record Unit(string Id, string Body, LocalText Name, Place Place);

/// <param name="TitleActing">The title of one who acts in this position, written by a person: code inflects nothing.</param>
/// <param name="Superior">Null only for the root, the head of the desk.</param>
/// <param name="OpenFrom">First local day on which the position exists; null = always.</param>
/// <param name="OpenTo">First local day on which it does not exist any more; null = stays.</param>
public sealed record Position(
    string Id, string Unit, LocalText Title, LocalText? TitleActing, string? Superior, string? Region,
    DateOnly? OpenFrom, DateOnly? OpenTo, Place Place)
{
    public bool IsOpen(DateOnly date) => (OpenFrom is null || date >= OpenFrom) && (OpenTo is null || date < OpenTo);
}

/// <summary>A person with work data only. Each language has its own spelling; nothing is transliterated by code.</summary>
/// <param name="GivenName">Null for one who has a single name.</param>
public sealed record Person(string Id, LocalText Surname, LocalText? GivenName, LocalText? Patronymic, Place Place)
{
    /// <summary>kk, ru: surname, given name, patronymic. en: given name, surname.</summary>
    public string Name(Language language) => language == Language.En
        ? GivenName is null ? Surname.En : $"{GivenName.En} {Surname.En}"
        : string.Join(' ', new[] { Surname.In(language), GivenName?.In(language), Patronymic?.In(language) }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>Surname and initials joined by no-break spaces: for the desk's narrow places only.</summary>
    public string ShortName(Language language) => language == Language.En
        ? Name(language)
        : Surname.In(language) + string.Concat(new[] { GivenName?.In(language), Patronymic?.In(language) }
            .Where(part => !string.IsNullOrEmpty(part)).Select(part => $"\u00A0{part![0]}."));
}

public enum AssignmentKind
{
    Permanent,
    Substitute,
    Acting,
}

/// <summary>A dated fact with an order: a person holds a position in the half-open interval [From, To) of local days.</summary>
/// <param name="Replaces">The assignment that this row corrects; the corrected one no longer counts.</param>
public sealed record Assignment(
    string Id, string Position, string Person, AssignmentKind Kind, DateOnly From, DateOnly? To,
    string OrderNumber, DateOnly OrderDate, string? Replaces, Place Place)
{
    /// <summary>When the row was entered: apart from when it holds. Null = with the publication that first had it.</summary>
    public DateTimeOffset? RecordedAt { get; init; }

    public bool InForce(DateOnly date) => date >= From && (To is null || date < To);

    public bool Overlaps(Assignment other) =>
        (other.To is null || From < other.To) && (To is null || other.From < To);
}

/// <param name="Topic">A topic's id, <c>group:NAME</c>, which holds for the groups below it as well, or <c>*</c>.</param>
public sealed record ResponsibilityRule(
    string Id, string Topic, string Region, string Position, DateOnly? From, DateOnly? To, Place Place)
{
    public const string AnyTopic = "*";
    public const string GroupPrefix = "group:";

    /// <summary>The group of topics that the rule is for; null for a topic and for <c>*</c>.</summary>
    public string? Group => Topic.StartsWith(GroupPrefix, StringComparison.Ordinal) ? Topic[GroupPrefix.Length..] : null;

    /// <summary>A group such as <c>documents/passports</c>, then those above it: a rule for one of them holds for its topics.</summary>
    public static IEnumerable<string> GroupsFrom(string? group)
    {
        for (var name = group; name is not null; name = name.LastIndexOf('/') is var at and > 0 ? name[..at] : null)
            yield return name;
    }

    public bool OverlapsInTime(ResponsibilityRule other) =>
        (other.To is null || From is null || From < other.To) && (To is null || other.From is null || other.From < To);
}
