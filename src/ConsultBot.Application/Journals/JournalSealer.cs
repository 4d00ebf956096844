using ConsultBot.Application.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Application.Journals;

/// <summary>
/// Seals the journal every few seconds beside the turns, publishes an anchor after each local midnight, and seals once more
/// at a clean stop, after the last turn.
/// </summary>
internal sealed partial class JournalSealer(IJournalSeals seals, TimeProvider time, TimeZoneInfo zone, ILogger<JournalSealer> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private DateOnly _anchored;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(Run, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(cancellationToken);
        SealOnce();
    }

    public void Dispose() => _stopping.Dispose();

    private async Task Run()
    {
        using var timer = new PeriodicTimer(_between, time);
        try
        {
            do
                SealOnce();
            while (await timer.WaitForNextTickAsync(_stopping.Token));
        }
        catch (OperationCanceledException)
        {
            // The stop seals the rest.
        }
    }

    private void SealOnce()
    {
        try
        {
            var now = time.GetUtcNow();
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
            if (_anchored < today)
                Anchor(today, now);

            seals.Seal(now);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Later(log, error);
        }
    }

    private void Anchor(DateOnly today, DateTimeOffset now)
    {
        var midnight = today.ToDateTime(TimeOnly.MinValue);
        var before = new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
        if (seals.PublishAnchor(today.AddDays(-1), before, now) is { } anchor)
            Published(log, anchor.Day, anchor.Block, anchor.Hex);

        _anchored = today;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Anchor of {Day:yyyy-MM-dd}: block {Block}, {Hash}.")]
    private static partial void Published(ILogger log, DateOnly day, long block, string hash);

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal was not sealed; it will be tried again.")]
    private static partial void Later(ILogger log, Exception error);
}
