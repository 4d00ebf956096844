using System.Net;
using System.Net.Sockets;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Tests.Telegram;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Channels.Tests.Conformance;

/// <summary>What every messenger holds, whatever it is called. A further one is a folder of its own and a class like those beside this.</summary>
public abstract class ChannelContract
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The channel against a server of the test.</summary>
    internal abstract ChannelRig Start(string server);

    /// <summary>How the messenger says yes.</summary>
    internal abstract FakeReply Yes { get; }

    /// <summary>How it says "too many".</summary>
    internal abstract FakeReply TooMany { get; }

    /// <summary>How it says that nobody can be reached there.</summary>
    internal abstract FakeReply Gone { get; }

    /// <summary>A text as the messenger brings it.</summary>
    internal abstract byte[] Text(string text);

    /// <summary>A press as the messenger brings it; null where a choice is only typed.</summary>
    internal abstract byte[]? Press(string value);

    /// <summary>The words of a request, and its buttons as the citizen sees them.</summary>
    internal abstract string Shown(FakeRequest request);

    [Fact]
    public async Task Its_capabilities_are_data()
    {
        await using var rig = Start("http://127.0.0.1:1");

        Assert.Matches("^[a-z]+$", rig.Channel.Name);
        Assert.True(rig.Channel.Traits is { TextLimit: >= 500, MaxButtons: >= 1, PartLimit: >= 48 });
        Assert.True(rig.Channel.Pace is { PerSecond: >= 0, PerSecondPerChat: >= 0 });
    }

    [Theory]
    [InlineData("Сәлеметсіз бе! Қалай паспорт аламын? 👋")]
    [InlineData("a&b=c+d %41 \"{}\" <b>")]
    [InlineData("екі\nжол")]
    public async Task Words_are_read_as_typed(string text)
    {
        await using var rig = Start("http://127.0.0.1:1");

        Assert.Equal(text, Assert.IsType<CitizenWrote>(rig.Channel.Read(rig.Input(Text(text)))).Text);
    }

    [Fact]
    public async Task A_press_is_read_with_what_it_carries()
    {
        await using var rig = Start("http://127.0.0.1:1");
        if (Press("e:passport") is { } press)
            Assert.Equal("e:passport", Assert.IsType<CitizenPressed>(rig.Channel.Read(rig.Input(press))).Value);
    }

    [Fact]
    public async Task What_nobody_can_read_is_parked_or_passed_over_and_breaks_nothing()
    {
        await using var rig = Start("http://127.0.0.1:1");
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            var error = Record.Exception(() => rig.Channel.Read(rig.Input(bytes)));
            Assert.True(error is null or UnreadableInputException, error?.ToString());
        }
    }

    [Fact]
    public async Task A_message_goes_once_whole_and_signed()
    {
        await using var server = new FakeServer(_ => Yes);
        await using var rig = Start(server.Address);
        var message = Samples.Message("Жауап: 1 < 2 & \"x\"", new Button("a", "Иә"), new Button("b", "Жоқ"));
        var outcome = await rig.Channel.Send(rig.Item(message), Stop);

        Assert.IsType<DeliveryOutcome.Sent>(outcome);
        if (rig.Channel.DeliversByCommit)
            return;

        var shown = Shown(Assert.Single(server.Requests));
        Assert.All(new[] { message.Body, message.Signature.Text, "Иә", "Жоқ" }, part => Assert.Contains(part, shown, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_text_at_the_limit_fits()
    {
        await using var server = new FakeServer(_ => Yes);
        await using var rig = Start(server.Address);
        var signature = Samples.Message("x").Text.Length - 1;
        await rig.Channel.Send(rig.Item(Samples.Message(new string('ж', rig.Channel.Traits.TextLimit - signature))), Stop);

        if (!rig.Channel.DeliversByCommit)
            Assert.Contains(new string('ж', rig.Channel.Traits.TextLimit - signature), Shown(Assert.Single(server.Requests)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_yes_is_sent_a_later_waits_a_no_is_final_and_silence_is_unknown()
    {
        await CheckOutcome<DeliveryOutcome.Deferred>(TooMany);
        await CheckOutcome<DeliveryOutcome.Rejected>(Gone);
        await CheckOutcome<DeliveryOutcome.Unknown>(new FakeReply(502, "<html>", "text/html"));
        await CheckOutcome<DeliveryOutcome.Unknown>(new FakeReply(0) { Then = "close" });
        await CheckOutcome<DeliveryOutcome.Unknown>(new FakeReply(200, "{"));
        await CheckOutcome<DeliveryOutcome.Deferred>(null);
    }

    [Fact]
    public async Task An_act_that_it_cannot_do_does_no_harm()
    {
        await using var server = new FakeServer(_ => Yes);
        await using var rig = Start(server.Address);
        var item = rig.Item(Samples.Message("x")) with { Message = null, Act = new AcknowledgePress("1") };

        Assert.True(await rig.Channel.Send(item, Stop) is DeliveryOutcome.Sent or DeliveryOutcome.Rejected);
    }

    private async Task CheckOutcome<T>(FakeReply? reply)
        where T : DeliveryOutcome
    {
        await using var server = new FakeServer(_ => reply ?? Yes);
        await using var rig = Start(reply is null ? Closed() : server.Address);
        if (rig.Channel.DeliversByCommit)
            return;

        Assert.IsType<T>(await rig.Channel.Send(rig.Item(Samples.Message("x")), Stop));
        Assert.True(server.Requests.Count <= 1);
    }

    private static string Closed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}

/// <param name="Item">A message as a row of the outbox, to a citizen who wrote just now.</param>
internal sealed record ChannelRig(IChannel Channel, Func<byte[], RawInput> Input, Func<OutboundMessage, OutboxItem> Item, IAsyncDisposable? Owner) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Owner?.DisposeAsync() ?? ValueTask.CompletedTask;
}
