using ConsultBot.Application.Ports;
using ConsultBot.Application.Turns;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Application.Tests;

public class TurnFeedTests
{
    private const int Backlog = 1024;

    private readonly TurnFeed _feed = new();

    [Fact]
    public async Task A_reader_gets_what_happens_after_it_came_in_order()
    {
        _feed.Publish(Event(1));
        await using var reader = Read();
        var first = reader.MoveNextAsync();
        _feed.Publish(Event(2));
        _feed.Publish(Event(3));

        Assert.True(await first);
        Assert.Equal(2, reader.Current.Id);
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal(3, reader.Current.Id);
    }

    [Fact]
    public async Task A_reader_that_falls_behind_is_told_before_it_reads_on()
    {
        await using var reader = Read();
        var first = reader.MoveNextAsync();
        _feed.Publish(Event(1));
        Assert.True(await first);

        for (var id = 2; id <= Backlog + 10; id++)
            _feed.Publish(Event(id));

        Assert.True(await reader.MoveNextAsync());
        Assert.Same(FeedEvent.Lagged, reader.Current);
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal(2, reader.Current.Id);
    }

    [Fact]
    public async Task A_slow_reader_takes_nothing_from_a_quick_one()
    {
        await using var slow = Read();
        await using var quick = Read();
        var slowFirst = slow.MoveNextAsync();
        var quickFirst = quick.MoveNextAsync();
        for (var id = 1; id <= Backlog + 100; id++)
        {
            _feed.Publish(Event(id));
            Assert.True(id == 1 ? await quickFirst : await quick.MoveNextAsync());
            Assert.Equal(id, quick.Current.Id);
        }

        Assert.True(await slowFirst);
    }

    [Fact]
    public async Task A_reader_that_leaves_is_forgotten()
    {
        using var stop = new CancellationTokenSource();
        var reader = _feed.Subscribe(stop.Token).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = reader.MoveNextAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        _feed.Publish(Event(1));
    }

    private IAsyncEnumerator<FeedEvent> Read() =>
        _feed.Subscribe(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

    private static FeedEvent Event(long id) => new(id, 1, new CitizenAddress("web", "web", "citizen"), ["documents"]);
}
