using ConsultBot.Domain.Answers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Application.Packs;

/// <summary>Trains the matcher of a pack on a background thread, so that neither the start nor those who talk wait for it.</summary>
internal sealed partial class IndexTrainer(ContentHolder content, TimeProvider time, ILogger<IndexTrainer> log) : BackgroundService
{
    // What waits at the start is served first: menus, flows and buttons need no matcher. A question does, and does not wait for this.
    private static readonly TimeSpan _afterStart = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A question waits for the matcher.</summary>
    public void Hurry() => _asked.TrySetResult();

    /// <summary>Trains an index that is not yet in force, or hurries the one that is.</summary>
    public async Task Train(AnswerIndex index)
    {
        var from = time.GetTimestamp();
        await Task.Factory.StartNew(index.Train, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var elapsed = time.GetElapsedTime(from);
        Trained(log, elapsed);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAny(_asked.Task, Task.Delay(_afterStart, time, stoppingToken));
        stoppingToken.ThrowIfCancellationRequested();
        if (content.IsPublished && !content.Current.Index.IsTrained)
            await Train(content.Current.Index);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The matcher of the pack was trained in {Elapsed}.")]
    private static partial void Trained(ILogger log, TimeSpan elapsed);
}
