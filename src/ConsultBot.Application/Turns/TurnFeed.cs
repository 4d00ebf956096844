using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ConsultBot.Application.Ports;

namespace ConsultBot.Application.Turns;

/// <summary>Live news inside one process. A slow reader never holds the worker: it loses events and is told so.</summary>
internal sealed class TurnFeed : ITurnFeed
{
    private const int Backlog = 1024;

    private readonly Lock _lock = new();
    private Subscriber[] _subscribers = [];

    public bool HasReaders => Volatile.Read(ref _subscribers).Length > 0;

    public void Publish(FeedEvent e)
    {
        foreach (var subscriber in Volatile.Read(ref _subscribers))
        {
            if (!subscriber.Events.Writer.TryWrite(e))
                subscriber.Lagged = true;
        }
    }

    public async IAsyncEnumerable<FeedEvent> Subscribe([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var subscriber = new Subscriber();
        lock (_lock)
            Volatile.Write(ref _subscribers, [.. _subscribers, subscriber]);

        try
        {
            await foreach (var e in subscriber.Events.Reader.ReadAllAsync(cancellationToken))
            {
                if (subscriber.Lagged)
                {
                    subscriber.Lagged = false;
                    yield return FeedEvent.Lagged;
                }

                yield return e;
            }
        }
        finally
        {
            lock (_lock)
                Volatile.Write(ref _subscribers, [.. _subscribers.Where(other => other != subscriber)]);
        }
    }

    private sealed class Subscriber
    {
        private volatile bool _lagged;

        public Channel<FeedEvent> Events { get; } = Channel.CreateBounded<FeedEvent>(Backlog);

        public bool Lagged
        {
            get => _lagged;
            set => _lagged = value;
        }
    }
}
