using ConsultBot.Application.Deliveries;
using ConsultBot.Application.Ports;
using Moq;

namespace ConsultBot.Application.Tests.Deliveries;

public sealed class MessageSenderTests : IDisposable
{
    private readonly Mock<IChannel> _channel = new();
    private readonly SemaphoreSlim _woken = new(0);
    private readonly MessageSender _sender;
    private readonly OutboxItem _item = new SendRig().Commit(1, Deliveries.Send.Bot)[0];

    public MessageSenderTests()
    {
        _channel.SetupGet(channel => channel.Name).Returns(FakeChannel.Telegram);
        _sender = new MessageSender(new ChannelDirectory([_channel.Object]), TimeProvider.System) { Wake = () => _woken.Release() };
    }

    [Fact]
    public async Task A_gateway_that_throws_leaves_the_fate_of_the_message_unknown()
    {
        _channel.Setup(channel => channel.Send(_item, It.IsAny<CancellationToken>())).ThrowsAsync(new HttpRequestException("connection reset"));

        Assert.Equal(new DeliveryOutcome.Unknown(nameof(HttpRequestException)), await Send());
    }

    [Fact]
    public async Task A_gateway_that_throws_before_its_first_await_is_no_different()
    {
        _channel.Setup(channel => channel.Send(_item, It.IsAny<CancellationToken>())).Throws(new ObjectDisposedException("socket"));

        Assert.Equal(new DeliveryOutcome.Unknown(nameof(ObjectDisposedException)), await Send());
    }

    [Fact]
    public async Task A_message_of_a_channel_that_was_switched_off_is_not_called_sent()
    {
        _sender.Send(_item with { Address = _item.Address with { Channel = "aitu" } });
        await Woken();

        Assert.True(_sender.TryTake(out _, out var outcome));
        Assert.IsType<DeliveryOutcome.Unknown>(outcome);
    }

    [Fact]
    public async Task A_cancelled_send_is_unknown_and_the_sender_is_idle_after_it_was_taken()
    {
        _channel.Setup(channel => channel.Send(_item, It.IsAny<CancellationToken>()))
            .Returns(async (OutboxItem _, CancellationToken stop) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, stop);
                return new DeliveryOutcome.Sent("1");
            });
        _sender.Send(_item);
        Assert.False(_sender.IsIdle);

        _sender.Cancel();
        await Woken();

        Assert.True(_sender.TryTake(out var item, out var outcome));
        Assert.Equal(_item, item);
        Assert.IsType<DeliveryOutcome.Unknown>(outcome);
        Assert.True(_sender.IsIdle);
    }

    [Fact]
    public async Task A_gateways_no_is_handed_on_as_it_is()
    {
        var no = new DeliveryOutcome.Rejected("403: Forbidden", Unreachable: true);
        _channel.Setup(channel => channel.Send(_item, It.IsAny<CancellationToken>())).ReturnsAsync(no);

        Assert.Equal(no, await Send());
    }

    public void Dispose()
    {
        _sender.Dispose();
        _woken.Dispose();
    }

    private async Task<DeliveryOutcome> Send()
    {
        _sender.Send(_item);
        await Woken();
        Assert.True(_sender.TryTake(out _, out var outcome));
        return outcome;
    }

    private async Task Woken() =>
        Assert.True(await _woken.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
}
