using System.Runtime.CompilerServices;
using ConsultBot.Application.Packs;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Application.Registers;

/// <summary>What anybody may see of the register: who holds what, by which order, today and on any day.</summary>
public sealed class PublicRegister
{
    /// <summary>Rows of one page.</summary>
    public const int RowsOfAPage = 50;

    private const int GapsShown = 100;

    private readonly ContentHolder _content;
    private readonly RegisterArchive _archive;
    private readonly TimeProvider _time;
    private readonly TimeZoneInfo _zone;
    private readonly ConditionalWeakTable<Register, RegisterIndex> _indexes = [];

    internal PublicRegister(ContentHolder content, RegisterArchive archive, TimeProvider time, TimeZoneInfo zone)
    {
        _content = content;
        _archive = archive;
        _time = time;
        _zone = zone;
    }

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(_time.GetUtcNow(), _zone).DateTime);

    /// <summary>Topics to choose from, by name.</summary>
    public IReadOnlyList<(string Id, string Name)> Topics(Language language) =>
        [.. _content.Current.Pack.Data.Topics.Select(topic => (topic.Id, topic.Title.In(language))).OrderBy(topic => topic.Item2, StringComparer.Ordinal)];

    /// <summary>Regions to choose from, by name.</summary>
    public IReadOnlyList<(string Id, string Name)> Regions(Language language) =>
        [.. _content.Current.Register.Data.Regions.Select(region => (region.Id, region.Name.In(language))).OrderBy(region => region.Item2, StringComparer.Ordinal)];

    public async Task<RegisterResult> Find(RegisterQuestion question, Language language, CancellationToken cancellationToken)
    {
        var current = _content.Current;
        var archived = question.Known is { } known ? await _archive.AsKnown(known, cancellationToken) : null;
        var register = archived?.Register ?? current.Register;
        var index = _indexes.GetValue(register, made => new RegisterIndex(made, current.Pack));
        var on = question.On ?? Today;
        var found = index.Find(question.Words, question.All ? null : on);
        var pages = Math.Max(1, (found.Count + RowsOfAPage - 1) / RowsOfAPage);
        var page = Math.Clamp(question.Page, 1, pages);
        var rows = question.Whole ? found : found.Skip((page - 1) * RowsOfAPage).Take(RowsOfAPage);
        var publication = archived?.Publication ?? current.RegisterPublication;
        return new RegisterResult(
            register.Number, publication?.Hash, publication?.At, on, question.Known, found.Count, page, pages, [.. rows.Select(row => Row(index, row, language))],
            Answer(register, current.Pack, question, on, language),
            [.. index.Gaps.Where(gap => gap.From <= on).Take(GapsShown).Select(gap => new RegisterGap(gap.Position.Title.In(language), gap.From, gap.To, gap.Days(on.AddDays(1))))]);
    }

    private static RegisterRow Row(RegisterIndex index, Assignment row, Language language)
    {
        var register = index.Register;
        var position = register.Position(row.Position)!;
        var unit = register.Unit(position.Unit)!;
        return new RegisterRow(
            row.Id, register.Person(row.Person)!.Name(language), register.Title(row, language), unit.Name.In(language), register.Body(unit.Body)!.Name.In(language),
            row.Kind.ToString().ToLowerInvariant(), row.From, row.To, row.OrderNumber, row.OrderDate, row.OrderDate > row.From, row.RecordedAt, row.Replaces,
            index.Replaced.GetValueOrDefault(row.Id));
    }

    private static RegisterAnswer? Answer(Register register, Pack pack, RegisterQuestion question, DateOnly on, Language language)
    {
        if (question.Topic is null && question.Region is null)
            return null;

        var group = pack.Topic(question.Topic)?.Group;
        var found = register.Resolve(question.Topic, group, question.Region, on);
        var next = register.RaisedAbove(question.Topic, group, question.Region, on, 0) is { } raised
            ? register.Resolve(question.Topic, group, question.Region, on, raised)
            : null;
        return found is not { Assignment: { } assignment, Person: { } person }
            ? new RegisterAnswer(null, null, null, null, null, null, found.Level, null, null)
            : new RegisterAnswer(
                person.Name(language), register.Title(assignment, language), register.Body(register.Unit(found.SignedAt.Unit)!.Body)!.Name.In(language),
                assignment.From, assignment.OrderNumber, assignment.OrderDate, found.Level, next?.Person?.Name(language),
                next?.Assignment is { } above ? register.Title(above, language) : null);
    }
}

/// <summary>What is asked of the register.</summary>
/// <param name="Words">Of names, positions, units or topics; null = everybody.</param>
/// <param name="On">A local day; null = today.</param>
/// <param name="Known">As the register stood at that instant; null = as it stands.</param>
/// <param name="All">All appointments that ever were, not only those of the day.</param>
/// <param name="Page">From 1.</param>
/// <param name="Whole">All rows in one page.</param>
public sealed record RegisterQuestion(
    string? Words = null, DateOnly? On = null, DateTimeOffset? Known = null, string? Topic = null, string? Region = null, bool All = false,
    int Page = 1, bool Whole = false);

/// <param name="Register">Number of the publication.</param>
/// <param name="Hash">SHA-256 of the whole register, lower-case hex.</param>
/// <param name="Answer">Who answers for the topic and region that were asked for; null when none was.</param>
/// <param name="Gaps">Days without anybody, up to the day asked for, the latest first.</param>
public sealed record RegisterResult(
    int Register, string? Hash, DateTimeOffset? PublishedAt, DateOnly On, DateTimeOffset? Known, int Total, int Page, int Pages,
    IReadOnlyList<RegisterRow> Rows, RegisterAnswer? Answer, IReadOnlyList<RegisterGap> Gaps);

/// <param name="Kind">permanent, acting, substitute.</param>
/// <param name="OrderIsLate">The order came after the first day.</param>
/// <param name="ReplacedBy">The assignment that corrects this one.</param>
public sealed record RegisterRow(
    string Assignment, string Name, string Position, string Unit, string Body, string Kind, DateOnly From, DateOnly? To, string OrderNumber,
    DateOnly OrderDate, bool OrderIsLate, DateTimeOffset? RecordedAt, string? Replaces, string? ReplacedBy);

/// <param name="Name">Null when nobody is in force.</param>
/// <param name="Level">Vacant positions passed.</param>
/// <param name="NextName">The official one level up; null at the head.</param>
public sealed record RegisterAnswer(
    string? Name, string? Position, string? Body, DateOnly? Since, string? OrderNumber, DateOnly? OrderDate, int Level, string? NextName, string? NextPosition);

/// <param name="Days">How many days of it have come so far.</param>
public sealed record RegisterGap(string Position, DateOnly From, DateOnly? To, int Days);
