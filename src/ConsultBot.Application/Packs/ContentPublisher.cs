using ConsultBot.Application.Ports;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Application.Packs;

/// <summary>Reads, checks, numbers and publishes the content when it is new, and puts it in force.</summary>
public sealed partial class ContentPublisher
{
    private readonly ContentOptions _options;
    private readonly ContentHolder _holder;
    private readonly IndexTrainer _trainer;
    private readonly IPublications _publications;
    private readonly TimeProvider _time;
    private readonly TimeZoneInfo _zone;
    private readonly ILogger<ContentPublisher> _log;

    internal ContentPublisher(
        ContentOptions options, ContentHolder holder, IndexTrainer trainer, IPublications publications, TimeProvider time, TimeZoneInfo zone,
        ILogger<ContentPublisher> log)
    {
        _options = options;
        _holder = holder;
        _trainer = trainer;
        _publications = publications;
        _time = time;
        _zone = zone;
        _log = log;
    }

    /// <summary>Publishes what the folders hold. Returns the problems; with an error among them nothing was put in force.</summary>
    public async Task<IReadOnlyList<ProblemLine>> Publish(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(_time.GetUtcNow(), _zone).DateTime);
        var sources = ContentSources.Read(_options.DialogsPath, _options.RegisterPath, today);
        if (sources.HasErrors || sources is not { PackFiles: { } pack, RegisterFiles: { } register })
            return [.. sources.Problems.Select(ProblemLine.From)];

        var packNumber = await Number(PublicationKind.Pack, pack, cancellationToken);
        var registerNumber = await Number(PublicationKind.Register, register, cancellationToken);
        var content = ContentSources.Build(pack, packNumber, register, registerNumber, _options.RegisterPath, today);

        // The old matcher answers until the new one can; at the start there is none, and the boot does not wait for it.
        if (_holder.IsPublished)
            await _trainer.Train(content.Index);

        _holder.Swap(content);
        Published(_log, packNumber, registerNumber);
        return [.. sources.Problems.Select(ProblemLine.From)];
    }

    private async Task<int> Number(PublicationKind kind, SourceFiles files, CancellationToken cancellationToken)
    {
        var hash = files.Hash();
        var latest = await _publications.Latest(kind, cancellationToken);
        return latest?.Hash == hash
            ? latest.Number
            : await _publications.Publish(kind, hash, files.ToBytes(), _time.GetUtcNow(), "serve", cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Pack {Pack} and register R-{Register:000000} are in force.")]
    private static partial void Published(ILogger log, int pack, int register);
}
