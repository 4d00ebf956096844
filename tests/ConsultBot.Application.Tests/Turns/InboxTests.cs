using ConsultBot.Application.Ports;
using ConsultBot.Application.Tests.Deliveries;
using ConsultBot.Application.Turns;

namespace ConsultBot.Application.Tests.Turns;

public class InboxTests
{
    private readonly Inbox _inbox = new();

    [Fact]
    public async Task Inputs_are_accepted_only_when_they_are_stored()
    {
        var accepted = _inbox.Accept([Input(1), Input(2)], TestContext.Current.CancellationToken);
        var requests = _inbox.Take(10, out var inputs);

        Assert.Equal(["1", "2"], inputs.Select(input => input.Key));
        Assert.False(accepted.IsCompleted);

        Assert.Single(requests).Stored();
        await accepted;
    }

    [Fact]
    public async Task A_full_inbox_refuses_rather_than_remember_without_end()
    {
        var waiting = _inbox.Accept(Many(Inbox.MaxWaiting), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InboxClosedException>(() => _inbox.Accept([Input(0)], TestContext.Current.CancellationToken));
        Assert.False(waiting.IsCompleted);

        _inbox.Take(Inbox.MaxWaiting, out _);
        Assert.False(_inbox.Accept([Input(0)], TestContext.Current.CancellationToken).IsCompleted);
    }

    [Fact]
    public async Task A_closed_inbox_takes_nothing_new_and_keeps_what_waits()
    {
        var before = _inbox.Accept([Input(1)], TestContext.Current.CancellationToken);
        _inbox.Close();

        await Assert.ThrowsAsync<InboxClosedException>(() => _inbox.Accept([Input(2)], TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<InboxClosedException>(() => _inbox.Submit(Input(3), TestContext.Current.CancellationToken));
        Assert.Single(_inbox.Take(10, out _)).Stored();
        await before;
    }

    [Fact]
    public void The_workers_own_events_are_taken_when_it_is_full_and_when_it_is_closed()
    {
        _ = _inbox.Accept(Many(Inbox.MaxWaiting), TestContext.Current.CancellationToken);
        _inbox.Close();
        _inbox.Add(Input(7));

        _inbox.Take(1, out var inputs);

        Assert.Equal(["7"], inputs.Select(input => input.Key));
    }

    [Fact]
    public void The_workers_own_events_are_committed_with_what_they_tell_of_however_much_waits_before_them()
    {
        _ = _inbox.Accept(Many(300), TestContext.Current.CancellationToken);
        _inbox.Add(Input(7));

        _inbox.Take(100, out var inputs);

        Assert.Equal("7", inputs[0].Key);
    }

    [Fact]
    public async Task After_a_failed_store_callers_are_told_and_own_events_stay()
    {
        _inbox.Add(Input(1));
        var citizen = _inbox.Accept([Input(2)], TestContext.Current.CancellationToken);
        var officer = _inbox.Submit(Input(3), TestContext.Current.CancellationToken);
        foreach (var request in _inbox.Take(10, out _))
            _inbox.GiveBack(request, new InboxClosedException("The disk is full."));

        await Assert.ThrowsAsync<InboxClosedException>(() => citizen);
        await Assert.ThrowsAsync<InboxClosedException>(() => officer);
        _inbox.Take(10, out var inputs);
        Assert.Equal(["1"], inputs.Select(input => input.Key));
    }

    [Fact]
    public void A_batch_takes_whole_requests()
    {
        _ = _inbox.Accept(Many(3), TestContext.Current.CancellationToken);
        _ = _inbox.Accept(Many(3), TestContext.Current.CancellationToken);

        Assert.Single(_inbox.Take(2, out var inputs));
        Assert.Equal(3, inputs.Count);
        Assert.False(_inbox.IsEmpty);
    }

    private static List<RawInput> Many(int count) => [.. Enumerable.Range(1, count).Select(Input)];

    private static RawInput Input(int number) => new(FakeChannel.Address(1), $"{number}", InputSource.Channel, "a"u8.ToArray(), default);
}
