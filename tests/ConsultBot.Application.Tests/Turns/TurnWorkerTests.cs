using ConsultBot.Application.Deliveries;
using ConsultBot.Application.Ports;
using ConsultBot.Application.Tests.Deliveries;
using ConsultBot.Application.Turns;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace ConsultBot.Application.Tests.Turns;

public sealed class TurnWorkerTests : IDisposable
{
    private readonly ProcessorRig _rig = new();
    private readonly FakeTimeProvider _time = new(ProcessorRig.Now);
    private readonly Mock<ITurnStore> _store = new();
    private readonly Inbox _inbox = new();
    private readonly MessageSender _sender;
    private readonly TurnWorker _worker;
    private readonly List<BatchWork> _works = [];

    public TurnWorkerTests()
    {
        _sender = new MessageSender(_rig.Channels, _time);
        _worker = new TurnWorker(
            _store.Object, _rig.Processor, _rig.Dispatcher, _sender, _rig.Board, new TurnFeed(), _inbox, _time, NullLogger<TurnWorker>.Instance);
        _store.Setup(store => store.Run(It.IsAny<BatchWork>(), It.IsAny<Func<Claim, Decision>>()))
            .Returns((BatchWork work, Func<Claim, Decision> _) => Stored(work));
    }

    [Fact]
    public void What_a_crash_left_in_sending_is_unknown_and_the_conversation_hears_of_it()
    {
        Left(Unsettled(OutboxState.Sending, human: false));
        _worker.Load();

        _worker.RunOnce();

        var settlement = Assert.Single(_works[0].Settlements);
        Assert.Equal((OutboxState.Waiting, 1), (settlement.State, settlement.Attempts));
        Assert.StartsWith("delivery:1:7:", Assert.Single(_works[0].Inputs).Key, StringComparison.Ordinal);
        Assert.Equal([7], _works[0].Start);
    }

    [Fact]
    public void An_officers_message_that_a_crash_left_in_sending_stays_unknown()
    {
        Left(Unsettled(OutboxState.Sending, human: true));
        _worker.Load();

        _worker.RunOnce();

        Assert.Equal(OutboxState.Unknown, Assert.Single(_works[0].Settlements).State);
        Assert.Empty(_works[0].Start);
    }

    [Fact]
    public void An_act_that_a_crash_left_in_sending_is_let_go()
    {
        Left(Unsettled(OutboxState.Sending, human: false) with { IsAct = true });
        _worker.Load();

        _worker.RunOnce();

        Assert.Equal(OutboxState.Unknown, Assert.Single(_works[0].Settlements).State);
        Assert.Empty(_works[0].Inputs);
        Assert.Empty(_works[0].Start);
    }

    [Fact]
    public async Task A_failed_store_loses_neither_settlements_nor_own_events_and_tells_the_callers()
    {
        Left(Unsettled(OutboxState.Sending, human: true));
        _worker.Load();
        _store.Setup(store => store.Run(It.IsAny<BatchWork>(), It.IsAny<Func<Claim, Decision>>())).Throws(new StoreUnavailableException("full"));
        var citizen = _inbox.Accept([Input("1")], TestContext.Current.CancellationToken);

        Assert.Throws<StoreUnavailableException>(() => _worker.RunOnce());
        await Assert.ThrowsAsync<InboxClosedException>(() => citizen);
        Assert.False(_worker.IsIdle);

        _store.Setup(store => store.Run(It.IsAny<BatchWork>(), It.IsAny<Func<Claim, Decision>>()))
            .Returns((BatchWork work, Func<Claim, Decision> _) => Stored(work));
        _worker.RunOnce();

        Assert.Equal(7, Assert.Single(_works[0].Settlements).Item);
        Assert.StartsWith("delivery:", Assert.Single(_works[0].Inputs).Key, StringComparison.Ordinal);
    }

    [Fact]
    public void What_waits_for_a_channel_that_was_switched_off_stops_nobody()
    {
        var item = Unsettled(OutboxState.Waiting, human: false);
        Left(item with { Address = item.Address with { Channel = "aitu" } }, item with { Id = 8 });

        _worker.Load();
        _worker.RunOnce();

        Assert.Equal([8], _works[0].Start);
    }

    [Fact]
    public async Task A_known_key_is_answered_as_a_duplicate()
    {
        _store.Setup(store => store.Run(It.IsAny<BatchWork>(), It.IsAny<Func<Claim, Decision>>()))
            .Returns((BatchWork work, Func<Claim, Decision> _) => Stored(work) with { Accepted = [new AcceptedInput(1, Duplicate: true)] });
        var receipt = _inbox.Submit(Input("1"), TestContext.Current.CancellationToken);

        _worker.RunOnce();

        Assert.True((await receipt).Duplicate);
    }

    [Fact]
    public void While_a_burst_comes_in_it_is_stored_before_it_is_decided()
    {
        _store.Setup(store => store.Run(It.IsAny<BatchWork>(), It.IsAny<Func<Claim, Decision>>()))
            .Returns((BatchWork work, Func<Claim, Decision> _) => Stored(work) with { MoreWaiting = true, Backlog = 10_000 });
        Come("1");
        _worker.RunOnce();
        Come("2");
        _worker.RunOnce();

        Assert.False(_worker.RunOnce());
        Assert.True(_worker.NextWait() > TimeSpan.Zero);
        _time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.True(_worker.NextWait() <= TimeSpan.Zero);
        Assert.True(_worker.RunOnce());
        Assert.Equal([BatchSize.Least * 2, BatchSize.InBurst, BatchSize.Least * 2], _works.Select(work => work.MaxTurns));
    }

    [Fact]
    public void A_short_queue_is_decided_while_more_comes_in()
    {
        _store.Setup(store => store.Run(It.IsAny<BatchWork>(), It.IsAny<Func<Claim, Decision>>()))
            .Returns((BatchWork work, Func<Claim, Decision> _) => Stored(work) with { MoreWaiting = true, Backlog = 1_000 });
        Come("1");
        _worker.RunOnce();

        Assert.True(_worker.RunOnce());
        Assert.Equal(BatchSize.Least * 2, _works[1].MaxTurns);
    }

    public void Dispose() => _sender.Dispose();

    private void Come(string key) => _ = _inbox.Accept([Input(key)], TestContext.Current.CancellationToken);

    private BatchResult Stored(BatchWork work)
    {
        _works.Add(work);
        return new BatchResult([.. work.Inputs.Select((_, i) => new AcceptedInput(i + 1, false))], [], [], false, 0, null);
    }

    private void Left(params UnsettledItem[] items) => _store.Setup(store => store.Unsettled()).Returns(items);

    private static UnsettledItem Unsettled(OutboxState state, bool human) =>
        new(7, 1, FakeChannel.Address(1), state, Urgent: false, human, 0, ProcessorRig.Now);

    private static RawInput Input(string key) => new(FakeChannel.Address(1), key, InputSource.Channel, "паспорт"u8.ToArray(), ProcessorRig.Now);
}
