using ConsultBot.Application.Ports;
using ConsultBot.Application.Registers;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Application.Packs;

/// <summary>Checks, numbers and publishes the content, puts it in force, and calls a version back.</summary>
public sealed partial class ContentPublisher
{
    private const int AlarmsShown = 10;

    private readonly ContentOptions _options;
    private readonly ContentHolder _holder;
    private readonly IndexTrainer _trainer;
    private readonly IPublications _publications;
    private readonly IDeskJournal _journal;
    private readonly TimeProvider _time;
    private readonly TimeZoneInfo _zone;
    private readonly ILogger<ContentPublisher> _log;

    internal ContentPublisher(
        ContentOptions options, ContentHolder holder, IndexTrainer trainer, IPublications publications, IDeskJournal journal, TimeProvider time,
        TimeZoneInfo zone, ILogger<ContentPublisher> log)
    {
        _options = options;
        _holder = holder;
        _trainer = trainer;
        _publications = publications;
        _journal = journal;
        _time = time;
        _zone = zone;
        _log = log;
    }

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(_time.GetUtcNow(), _zone).DateTime);

    /// <summary>
    /// Publishes what the folders hold when it never was published before, and puts the newest versions in force. What was
    /// accepted once stays in force, also when a newer rule forbids it: that raises an alarm. Returns the problems; with an
    /// error among them nothing was put in force.
    /// </summary>
    public async Task<IReadOnlyList<ProblemLine>> Publish(CancellationToken cancellationToken)
    {
        var sources = ContentSources.Read(_options, Today);
        if (sources is not { PackFiles: { } pack, RegisterFiles: { } register })
            return Lines(sources.Problems);

        var known = await _publications.Knows(PublicationKind.Pack, pack.Hash(), cancellationToken)
            && await _publications.Knows(PublicationKind.Register, register.Hash(), cancellationToken);
        if (sources.HasErrors && !known)
            return Lines(sources.Problems);

        if (await HistoryFaults(register, _options.RegisterPath, onlyNew: true, cancellationToken) is { Count: > 0 } faults)
            return faults;

        await Store(PublicationKind.Pack, pack, onlyNew: true, "serve", cancellationToken);
        await Store(PublicationKind.Register, register, onlyNew: true, "serve", cancellationToken);
        var forced = await PutInForce(cancellationToken);
        return forced.Unusable.Count > 0 ? Lines(forced.Unusable) : Lines(sources.Problems.Where(problem => problem.Severity == Severity.Warning));
    }

    /// <summary>Publishes files that were handed over: the same as in force keep their number.</summary>
    public async Task<ImportedContent> Import(SourceFiles pack, SourceFiles register, CancellationToken cancellationToken)
    {
        var sources = ContentSources.Check(pack, register, _options, Today);
        if (sources.HasErrors)
            return new ImportedContent(0, 0, Lines(sources.Problems));

        if (await HistoryFaults(register, "", onlyNew: false, cancellationToken) is { Count: > 0 } faults)
            return new ImportedContent(0, 0, faults);

        await Store(PublicationKind.Pack, pack, onlyNew: false, "import", cancellationToken);
        await Store(PublicationKind.Register, register, onlyNew: false, "import", cancellationToken);
        var forced = await PutInForce(cancellationToken);
        return new ImportedContent(forced.Pack, forced.Register, Lines(sources.Problems));
    }

    /// <summary>The files of a published pack and of the register in force; null when there is no such publication.</summary>
    /// <param name="pack">The pack's number; null = the one in force.</param>
    public async Task<ExportedContent?> Export(int? pack, CancellationToken cancellationToken)
    {
        var found = pack is { } number
            ? await _publications.Read(PublicationKind.Pack, number, cancellationToken)
            : await _publications.Latest(PublicationKind.Pack, cancellationToken);
        var register = await _publications.Latest(PublicationKind.Register, cancellationToken);
        return found is null || register is null
            ? null
            : new ExportedContent(found.Number, SourceFiles.FromBytes(found.Content), register.Number, SourceFiles.FromBytes(register.Content));
    }

    /// <summary>Calls a pack back: the newest that is left comes in force.</summary>
    public async Task<RecalledContent> Recall(int number, CancellationToken cancellationToken)
    {
        if (await _publications.Read(PublicationKind.Pack, number, cancellationToken) is null)
            return new RecalledContent($"There is no pack {number}. 'export' says which one is in force.", 0, 0);

        if (await _publications.Latest(PublicationKind.Pack, cancellationToken) is { } latest && latest.Number == number
            && await _publications.Before(PublicationKind.Pack, number, cancellationToken) is null)
        {
            return new RecalledContent($"Pack {number} is the only one: nothing would be in force. Import another one first.", 0, 0);
        }

        var now = _time.GetUtcNow();
        await _publications.Recall(PublicationKind.Pack, number, now, "recall", cancellationToken);
        _journal.Append([new DeskEvent(DeskEvents.Recalled, "recall", Subject: $"pack {number}")], now);
        var forced = await PutInForce(cancellationToken);
        if (forced.Unusable.Count > 0)
            return new RecalledContent($"Pack {forced.Pack}, the newest one left, cannot be used: {forced.Unusable[0]} The one before goes on until another one is imported.", 0, 0);

        return new RecalledContent(null, forced.Pack, (await _publications.RecalledTalks(cancellationToken)).Count);
    }

    /// <summary>Lets the talks on packs that were called back move on; returns how many.</summary>
    public async Task<int> MoveTalks(IInbox inbox, CancellationToken cancellationToken)
    {
        var talks = await _publications.RecalledTalks(cancellationToken);
        var now = _time.GetUtcNow();
        foreach (var some in talks.Chunk(1000))
        {
            await inbox.Accept(
                [.. some.Select(talk => new RawInput(
                    talk.Address, FormattableString.Invariant($"recall:{talk.Pack}:{talk.Turns}:{talk.Address.Address}"), InputSource.Event,
                    JsonForm.Write(new PackRecalled(talk.Pack)), now))],
                cancellationToken);
        }

        return talks.Count;
    }

    private async Task Store(PublicationKind kind, SourceFiles files, bool onlyNew, string by, CancellationToken cancellationToken)
    {
        var hash = files.Hash();
        var latest = await _publications.Latest(kind, cancellationToken);
        var known = latest?.Hash == hash || (onlyNew && latest is not null && await _publications.Knows(kind, hash, cancellationToken));
        if (known)
            return;

        var now = _time.GetUtcNow();
        var number = await _publications.Publish(kind, hash, files.ToBytes(), now, by, cancellationToken);
        var published = new DeskEvent(DeskEvents.Published, by, Subject: FormattableString.Invariant($"{kind.ToString().ToLowerInvariant()} {number}"), After: hash);
        var changes = kind == PublicationKind.Pack && latest is not null ? AnswerChanges.Between(SourceFiles.FromBytes(latest.Content), files, by) : [];
        _journal.Append([published, .. changes], now);
    }

    // What the register in force says may be corrected, not unsaid.
    private async Task<IReadOnlyList<ProblemLine>> HistoryFaults(SourceFiles register, string folder, bool onlyNew, CancellationToken cancellationToken)
    {
        var hash = register.Hash();
        var latest = await _publications.Latest(PublicationKind.Register, cancellationToken);
        if (latest is null || latest.Hash == hash || (onlyNew && await _publications.Knows(PublicationKind.Register, hash, cancellationToken)))
            return [];

        var before = RegisterReader.Read(SourceFiles.FromBytes(latest.Content), folder, []);
        return [.. RegisterHistory.Check(before, RegisterReader.Read(register, folder, []), folder).Select(ProblemLine.From)];
    }

    private async Task<Forced> PutInForce(CancellationToken cancellationToken)
    {
        var pack = (await _publications.Latest(PublicationKind.Pack, cancellationToken))!;
        var register = (await _publications.Latest(PublicationKind.Register, cancellationToken))!;
        var (content, problems) = ContentSources.Rebuild(
            SourceFiles.FromBytes(pack.Content), pack.Number, SourceFiles.FromBytes(register.Content), register.Number, _options, Today);
        var errors = problems.Where(problem => problem.Severity == Severity.Error).ToList();
        if (content is null)
            return new Forced(pack.Number, register.Number, errors);

        foreach (var error in errors.Take(AlarmsShown))
            Outdated(_log, pack.Number, register.Number, error.ToString());

        // The old matcher answers until the new one can; at the start there is none, and the boot does not wait for it.
        if (_holder.IsPublished)
            await _trainer.Train(content.Index);

        _holder.Swap(content with { RegisterPublication = register with { Content = [] } });
        Published(_log, pack.Number, register.Number);
        return new Forced(pack.Number, register.Number, []);
    }

    private static IReadOnlyList<ProblemLine> Lines(IEnumerable<Problem> problems) => [.. problems.Select(ProblemLine.From)];

    [LoggerMessage(Level = LogLevel.Error, Message = "ALARM: pack {Pack} and register R-{Register:000000} stay in force, as they were accepted, though a rule of now forbids it: {Problem} Mend the sources and import them.")]
    private static partial void Outdated(ILogger log, int pack, int register, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Pack {Pack} and register R-{Register:000000} are in force.")]
    private static partial void Published(ILogger log, int pack, int register);

    /// <param name="Unusable">Why the newest version cannot be used; empty when it is in force.</param>
    private sealed record Forced(int Pack, int Register, IReadOnlyList<Problem> Unusable);
}

/// <param name="Pack">Number of the pack in force; 0 when there were errors and nothing was published.</param>
public sealed record ImportedContent(int Pack, int Register, IReadOnlyList<ProblemLine> Problems);

public sealed record ExportedContent(int PackNumber, SourceFiles Pack, int RegisterNumber, SourceFiles Register);

/// <param name="Fault">Why nothing was called back; null when it was.</param>
/// <param name="InForce">Number of the pack that is in force now.</param>
/// <param name="Talks">Dialogs that ran on it.</param>
public sealed record RecalledContent(string? Fault, int InForce, int Talks);
