using ConsultBot.Application.Deliveries;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Registers;
using Microsoft.Extensions.Time.Testing;

namespace ConsultBot.Application.Tests.Deliveries;

/// <summary>A messenger that can be asked: nothing unknown goes again before it has answered.</summary>
public class AskedDeliveryTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 24, 5, 0, 0, TimeSpan.Zero);
    private static readonly CitizenAddress _address = new(AskableChannel.ChannelName, "us", "citizen");

    private readonly AskableChannel _channel = new();
    private readonly Dispatcher _dispatcher;

    public AskedDeliveryTests() => _dispatcher = new Dispatcher(new ChannelDirectory([_channel]));

    [Fact]
    public void An_unknown_send_waits_for_the_answer_and_so_does_its_chat()
    {
        var (first, second) = (Send(1), Item(2));
        var (settlement, heard, ask) = _dispatcher.Settled(first, new DeliveryOutcome.Unknown("cut"), _now, _now);

        Assert.Equal((OutboxState.Sending, 1, true), (settlement.State, settlement.Attempts, ask));
        Assert.Equal((true, false), (heard!.Unknown, heard.Again));
        Assert.Equal(DeliveryPlan.Wait, _dispatcher.Plan(1, _address, _now));
        Commit(second, DeliveryPlan.Wait);
        Assert.Empty(_dispatcher.TakeStarts(_now.AddHours(1), 10));
    }

    [Fact]
    public void Found_it_is_sent_and_the_chat_goes_on()
    {
        var first = Unknown(Send(1));
        Commit(Item(2), DeliveryPlan.Wait);
        var (settlement, heard) = _dispatcher.Answered(first, new EnquiryResult(new FoundMessage("SM1", OutboxState.Delivered), false), _now, _now)!.Value;

        Assert.Equal((OutboxState.Delivered, "SM1", true), (settlement.State, settlement.MessageId, heard is null));
        Assert.Equal([2], _dispatcher.TakeStarts(_now, 10));
    }

    [Fact]
    public void Not_found_it_goes_again_first_and_marked()
    {
        var first = Unknown(Send(1));
        Commit(Item(2), DeliveryPlan.Wait);
        var (settlement, heard) = _dispatcher.Answered(first, default, _now, _now)!.Value;

        Assert.Equal((OutboxState.Waiting, DeliveryReasons.NotAccepted), (settlement.State, settlement.Reason));
        Assert.True(heard!.Again);
        Assert.Equal([1], _dispatcher.TakeStarts(_now, 10));
    }

    [Fact]
    public void Several_are_left_to_a_person()
    {
        var (settlement, heard) = _dispatcher.Answered(Unknown(Send(1)), new EnquiryResult(null, Several: true), _now, _now)!.Value;

        Assert.Equal((OutboxState.Unknown, false), (settlement.State, heard!.Again));
        Assert.Empty(_dispatcher.TakeStarts(_now, 10));
    }

    [Fact]
    public void A_report_answers_before_the_asking_does()
    {
        var first = Unknown(Send(1));
        Commit(Item(2), DeliveryPlan.Wait);
        _dispatcher.Reported(Row(1), "SM1", _now);

        Assert.Equal([2], _dispatcher.TakeStarts(_now, 10));
        Assert.Null(_dispatcher.Answered(first, default, _now, _now));
    }

    [Fact]
    public void A_report_before_the_outcome_makes_an_unknown_send_a_sent_one()
    {
        var first = Send(1);
        _dispatcher.Reported(Row(1), "SM1", _now);
        var (settlement, _, ask) = _dispatcher.Settled(first, new DeliveryOutcome.Unknown("cut"), _now, _now);

        Assert.Equal((OutboxState.Sent, "SM1", false), (settlement.State, settlement.MessageId, ask));
    }

    [Fact]
    public void What_waits_to_go_again_goes_no_more_once_a_report_came()
    {
        _dispatcher.Answered(Unknown(Send(1)), default, _now, _now);
        _dispatcher.Reported(Row(1), "SM1", _now);

        Assert.Empty(_dispatcher.TakeStarts(_now, 10));
    }

    [Fact]
    public void Held_it_waits_until_the_citizen_writes_and_then_goes_before_the_reply()
    {
        var first = Send(1);
        _dispatcher.Settled(first, new DeliveryOutcome.Held("window"), _now, _now);
        Commit(Item(2), DeliveryPlan.Wait);
        Assert.Empty(_dispatcher.TakeStarts(_now.AddDays(3), 10));

        Commit(Item(3), DeliveryPlan.Wait, heardAt: _now.AddDays(3));
        Assert.Equal([1], _dispatcher.TakeStarts(_now.AddDays(3), 10));
    }

    [Fact]
    public async Task It_looks_five_times_within_half_a_minute_and_longer_while_nobody_answers()
    {
        var time = new FakeTimeProvider(_now);
        _channel.Answers.Enqueue(null);
        var asked = Enquiry.Ask(_channel, Item(1), time, TestContext.Current.CancellationToken);
        for (var second = 0; second < 200 && !asked.IsCompleted; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.Equal(default, await asked);
        Assert.Equal(6, _channel.Looks);
        Assert.True(time.GetUtcNow() - _now >= TimeSpan.FromSeconds(60));
    }

    private OutboxItem Send(long id)
    {
        Assert.Equal(DeliveryPlan.SendNow, _dispatcher.Plan(1, _address, _now));
        var item = Item(id);
        Commit(item, DeliveryPlan.SendNow);
        return item;
    }

    private OutboxItem Unknown(OutboxItem item)
    {
        var (settlement, _, _) = _dispatcher.Settled(item, new DeliveryOutcome.Unknown("cut"), _now, _now);
        return item with { Attempts = settlement.Attempts };
    }

    private void Commit(OutboxItem item, DeliveryPlan plan, DateTimeOffset? heardAt = null)
    {
        var turn = new Turn { State = ConversationState.New with { LastInboundAt = heardAt }, Messages = [item.Message!] };
        _ = _dispatcher.Committed(new CommittedTurn(0, 1, _address, 0, turn, [item], [plan]), _now).ToList();
    }

    private static UnsettledItem Row(long id) => new(id, 1, _address, OutboxState.Sent, false, false, 0, _now);

    private static OutboxItem Item(long id)
    {
        var signature = Sample.Content.Register.Sign(null, null, null, Sample.Today, Language.Ru, SignatureForm.Short);
        return new OutboxItem(id, 1, _address, new OutboundMessage(MessageKind.Bot, Language.Ru, "x", signature, []), null, 0, _now);
    }

    private sealed class AskableChannel : IChannel, IDeliveryLookup
    {
        public const string ChannelName = "askable";

        public Queue<IReadOnlyList<FoundMessage>?> Answers { get; } = new();

        public int Looks { get; private set; }

        public string Name => ChannelName;

        public ChannelTraits Traits { get; } = new(1000, 10, 64);

        public ChannelPace Pace => ChannelPace.Unlimited;

        public bool DeliversByCommit => false;

        public IDeliveryLookup Lookup => this;

        public ConversationEvent Read(RawInput input) => new InputIgnored("");

        public Task<DeliveryOutcome> Send(OutboxItem item, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<FoundMessage>?> Find(OutboxItem item, CancellationToken cancellationToken)
        {
            Looks++;
            return Task.FromResult(Answers.TryDequeue(out var answer) ? answer : []);
        }
    }
}
