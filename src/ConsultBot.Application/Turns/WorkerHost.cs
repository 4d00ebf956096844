using ConsultBot.Application.Consultations;
using ConsultBot.Application.Deliveries;
using ConsultBot.Application.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Application.Turns;

/// <summary>Runs the worker on its own thread: starts with what a former process left, drains at the stop.</summary>
internal sealed partial class WorkerHost : IHostedService, IDisposable
{
    /// <summary>How long a stop waits for sends under way.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(10);

    // The pause after the store refused to write.
    private static readonly TimeSpan _storeRetry = TimeSpan.FromSeconds(1);

    // Within this a clock that was set forward is noticed.
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(1);

    private readonly TurnWorker _worker;
    private readonly MessageSender _sender;
    private readonly Inbox _inbox;
    private readonly QueueBoard _board;
    private readonly IConversationReader _reader;
    private readonly DeskHealth _health;
    private readonly TimeProvider _time;
    private readonly ILogger<WorkerHost> _log;
    private readonly SemaphoreSlim _signal = new(0);
    private readonly ITimer _timer;
    private Thread? _thread;
    private int _signalled;
    private volatile bool _stopping;
    private long _drainUntil;

    public WorkerHost(
        TurnWorker worker, MessageSender sender, Inbox inbox, QueueBoard board, IConversationReader reader, DeskHealth health, TimeProvider time,
        ILogger<WorkerHost> log)
    {
        _worker = worker;
        _sender = sender;
        _inbox = inbox;
        _board = board;
        _reader = reader;
        _health = health;
        _time = time;
        _log = log;
        _timer = time.CreateTimer(_ => Signal(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _inbox.Wake = Signal;
        _sender.Wake = Signal;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var open = await _reader.Open(cancellationToken);
        _board.Load(open.Select(row => row.Consultation), await _reader.RecentWaits(cancellationToken));
        _worker.Load();
        _thread = new Thread(Run) { IsBackground = true, Name = "turns" };
        _thread.Start();
        _health.IsReady = true;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _health.IsReady = false;
        _inbox.Close();
        Volatile.Write(ref _drainUntil, _time.GetTimestamp());
        _stopping = true;
        Signal();
        if (_thread is { } thread)
            await Task.Run(thread.Join, cancellationToken);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _signal.Dispose();
        _sender.Dispose();
    }

    private void Signal()
    {
        if (Interlocked.Exchange(ref _signalled, 1) == 0)
            _signal.Release();
    }

    private void Run()
    {
        var failing = false;
        while (true)
        {
            try
            {
                var did = _worker.RunOnce();
                if (failing)
                {
                    Recovered(_log);
                    _health.IsReady = !_stopping;
                }

                failing = false;
                if (did)
                    continue;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                if (!failing)
                    StoreFails(_log, error);

                failing = true;
                _health.IsReady = false;
            }

            if (_stopping && Drained(failing))
                return;

            Wait(failing);
        }
    }

    private bool Drained(bool failing)
    {
        if (_worker.IsIdle || failing)
            return true;

        if (_time.GetElapsedTime(Volatile.Read(ref _drainUntil)) > DrainTime)
            _sender.Cancel();

        return false;
    }

    private void Wait(bool failing)
    {
        var wait = failing ? _storeRetry : _worker.NextWait();
        if (_stopping)
            wait = TimeSpan.FromMilliseconds(20);

        if (wait <= TimeSpan.Zero)
            return;

        _timer.Change(wait < _longestWait ? wait.Value : _longestWait, Timeout.InfiniteTimeSpan);
        _signal.Wait();
        Volatile.Write(ref _signalled, 0);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "ALARM: the store refuses to write; nothing is accepted until it does.")]
    private static partial void StoreFails(ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store writes again.")]
    private static partial void Recovered(ILogger log);
}
