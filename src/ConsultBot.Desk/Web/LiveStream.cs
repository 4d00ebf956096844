using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using ConsultBot.Application.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace ConsultBot.Desk.Web;

/// <summary>
/// Live news of turns as server-sent events. An event tells only that something changed: the page then reads what it
/// lacks by sequence number, so that a break loses nothing and brings nothing twice.
/// </summary>
internal sealed class LiveStream(ITurnFeed feed, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>Something changed; the data is the conversation's id, or empty when everything should be read anew.</summary>
    public const string News = "news";

    private const string Ping = "ping";

    private static readonly TimeSpan _heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _reconnect = TimeSpan.FromSeconds(2);

    /// <param name="enter">Marks the reader as present while the stream lasts.</param>
    public IResult For(HttpContext context, Func<FeedEvent, bool> concerns, Func<IDisposable>? enter = null)
    {
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(Items(concerns, enter, context.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<string>> Items(
        Func<FeedEvent, bool> concerns, Func<IDisposable>? enter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var present = enter?.Invoke();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await using var events = feed.Subscribe(end.Token).GetAsyncEnumerator(end.Token);
        // Listening begins with this call, before the page is told to read: nothing falls between.
        var next = events.MoveNextAsync().AsTask();
        try
        {
            yield return new SseItem<string>("", News) { ReconnectionInterval = _reconnect };
            while (true)
            {
                var (open, arrived) = await Wait(next, end.Token);
                if (!open)
                    yield break;

                if (!arrived)
                {
                    yield return new SseItem<string>("", Ping);
                    continue;
                }

                var e = events.Current;
                next = events.MoveNextAsync().AsTask();
                if (Item(e, concerns) is { } item)
                    yield return item;
            }
        }
        finally
        {
            // A reader must not be put away while it waits.
            await end.CancelAsync();
            await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private static SseItem<string>? Item(FeedEvent e, Func<FeedEvent, bool> concerns)
    {
        if (e == FeedEvent.Lagged)
            return new SseItem<string>("", News);

        if (!concerns(e))
            return null;

        var item = new SseItem<string>(e.Conversation.ToString(CultureInfo.InvariantCulture), News);
        return e.Id > 0 ? item with { EventId = e.Id.ToString(CultureInfo.InvariantCulture) } : item;
    }

    private async Task<(bool Open, bool Arrived)> Wait(Task<bool> next, CancellationToken cancellationToken)
    {
        try
        {
            return (await next.WaitAsync(_heartbeat, time, cancellationToken), true);
        }
        catch (TimeoutException)
        {
            return (true, false);
        }
        catch (OperationCanceledException)
        {
            return (false, false);
        }
    }
}
