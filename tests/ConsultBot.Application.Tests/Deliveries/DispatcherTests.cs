using ConsultBot.Application.Deliveries;
using ConsultBot.Application.Ports;
using CsCheck;

namespace ConsultBot.Application.Tests.Deliveries;

public class DispatcherTests
{
    [Fact]
    public void A_chat_gets_its_messages_one_after_another()
    {
        var rig = new SendRig();
        var items = rig.Commit(1, Send.Bot, Send.Bot);
        items = [.. items, .. rig.Commit(1, Send.Bot)];

        Assert.Equal([items[0]], rig.Open);
        Assert.Empty(rig.Pump());

        rig.End(items[0]);
        Assert.Equal([items[1].Id], rig.Pump().Select(item => item.Id));

        rig.End(items[1]);
        Assert.Equal([items[2].Id], rig.Pump().Select(item => item.Id));
    }

    [Fact]
    public void Chats_do_not_wait_for_one_another()
    {
        var rig = new SendRig();
        for (var chat = 1; chat <= 20; chat++)
            rig.Commit(chat, Send.Bot);

        Assert.Equal(20, rig.Open.Count);
    }

    [Fact]
    public void An_account_is_not_written_to_faster_than_its_pace()
    {
        var rig = new SendRig(new ChannelPace(PerSecond: 10, PerSecondPerChat: 0));
        for (var chat = 1; chat <= 60; chat++)
            rig.Commit(chat, Send.Bot);

        Drain(rig, seconds: 10);

        Assert.Equal(60, rig.Begun.Count);
        Assert.All(rig.Begun, begun => Assert.InRange(Within(rig, begun.At, TimeSpan.FromSeconds(1)), 0, 11));
        Assert.InRange((rig.Begun[^1].At - rig.Begun[0].At).TotalSeconds, 5.5, 6.5);
    }

    [Fact]
    public void Two_accounts_have_a_pace_each()
    {
        var rig = new SendRig(new ChannelPace(PerSecond: 1, PerSecondPerChat: 0));
        rig.Wait(5);
        rig.Commit(1, "first", Send.Bot);
        rig.Commit(2, "second", Send.Bot);
        rig.Wait(1);
        rig.Pump();

        Assert.Equal(2, rig.Open.Count);
    }

    [Fact]
    public void A_chat_takes_a_short_burst_and_then_its_pace()
    {
        var rig = new SendRig(new ChannelPace(PerSecond: 0, PerSecondPerChat: 1));
        rig.Commit(1, [.. Enumerable.Repeat(Send.Bot, 8)]);

        Drain(rig, seconds: 10);

        Assert.Equal([0, 0, 0, 1, 2, 3, 4, 5], rig.Begun.Select(begun => (int)Math.Round((begun.At - rig.Begun[0].At).TotalSeconds)));
    }

    [Fact]
    public void A_refusal_of_one_chat_holds_that_chat_alone()
    {
        var rig = new SendRig();
        var first = rig.Commit(1, Send.Bot, Send.Bot)[0];
        rig.End(first, new DeliveryOutcome.Deferred("429", TimeSpan.FromSeconds(3)));
        rig.Commit(2, Send.Bot);

        Assert.Empty(rig.Pump());
        Assert.Equal("chat-2", Assert.Single(rig.Open).Address.Address);
        Assert.Equal(3, rig.NextWake());

        rig.Wait(3);
        Assert.Equal([first.Id], rig.Pump().Select(item => item.Id));
    }

    [Fact]
    public void A_refusal_of_the_whole_account_holds_every_chat_until_its_end()
    {
        var rig = new SendRig();
        var first = rig.Commit(1, Send.Bot)[0];
        rig.End(first, new DeliveryOutcome.Deferred("429", TimeSpan.FromSeconds(30), WholeAccount: true));
        rig.Commit(2, Send.Bot);
        rig.Commit(3, Send.Urgent);
        rig.Commit(4, "another", Send.Bot);

        Assert.Empty(rig.Pump());
        Assert.Equal("another", Assert.Single(rig.Open).Address.Account);

        rig.Wait(29.9);
        Assert.Empty(rig.Pump());
        rig.Wait(0.1);
        Assert.Equal(3, rig.Pump().Count);
    }

    [Fact]
    public void Urgent_words_and_an_officers_go_before_the_bots()
    {
        var rig = new SendRig(new ChannelPace(PerSecond: 1, PerSecondPerChat: 0));
        for (var chat = 1; chat <= 5; chat++)
            rig.Commit(chat, Send.Bot);
        var human = rig.Commit(6, Send.Human)[0];
        var urgent = rig.Commit(7, Send.Urgent)[0];

        Drain(rig, seconds: 10);

        Assert.Equal([human.Id, urgent.Id], rig.Begun.Take(2).Select(begun => begun.Item.Id).Order());
    }

    [Fact]
    public void Chats_under_one_pace_are_served_in_turn()
    {
        var rig = new SendRig(new ChannelPace(PerSecond: 10, PerSecondPerChat: 0));
        for (var chat = 1; chat <= 100; chat++)
            rig.Commit(chat, Send.Bot, Send.Bot);

        Drain(rig, seconds: 11);

        Assert.InRange(rig.Begun.Take(100).Select(begun => begun.Item.Conversation).Distinct().Count(), 90, 100);
    }

    [Fact]
    public void A_message_of_unknown_fate_goes_again_before_the_next_one()
    {
        var rig = new SendRig();
        var items = rig.Commit(1, Send.Bot, Send.Bot);
        Assert.Equal(OutboxState.Waiting, rig.End(items[0], new DeliveryOutcome.Unknown("cut")).State);

        rig.Wait(1);
        Assert.Equal([items[0].Id], rig.Pump().Select(item => item.Id));
    }

    [Fact]
    public void The_bots_message_of_unknown_fate_goes_five_times_at_most()
    {
        var rig = new SendRig();
        rig.Commit(1, Send.Bot);
        Settlement settlement;
        var sends = 0;
        do
        {
            sends++;
            settlement = rig.End(Assert.Single(rig.Open), new DeliveryOutcome.Unknown("cut"));
            Rest(rig);
        }
        while (settlement.State == OutboxState.Waiting);

        Assert.Equal(5, sends);
        Assert.Equal(OutboxState.Unknown, settlement.State);
        Assert.Empty(rig.Open);
    }

    [Fact]
    public void After_a_minute_a_message_of_unknown_fate_does_not_go_again()
    {
        var rig = new SendRig();
        rig.Commit(1, Send.Bot);
        rig.End(Assert.Single(rig.Open), new DeliveryOutcome.Unknown("cut"));
        rig.Wait(61);
        rig.Pump();

        Assert.Equal(OutboxState.Unknown, rig.End(Assert.Single(rig.Open), new DeliveryOutcome.Unknown("cut")).State);
    }

    [Fact]
    public void An_officers_message_of_unknown_fate_never_goes_again_by_itself()
    {
        var rig = new SendRig();
        var items = rig.Commit(1, Send.Human, Send.Bot);

        Assert.Equal(OutboxState.Unknown, rig.End(items[0], new DeliveryOutcome.Unknown("cut")).State);
        Assert.Equal([items[1].Id], rig.Pump().Select(item => item.Id));
    }

    [Fact]
    public void An_act_waits_for_nothing()
    {
        var rig = new SendRig(new ChannelPace(PerSecond: 1, PerSecondPerChat: 1));
        rig.Commit(1, Send.Bot, Send.Bot);
        var act = rig.Commit(1, Send.Act)[0];

        Assert.Contains(act, rig.Open);
        Assert.Equal(OutboxState.Rejected, rig.End(act, new DeliveryOutcome.Deferred("429")).State);
    }

    [Fact]
    public void No_more_sends_are_under_way_than_the_limit()
    {
        var rig = new SendRig();
        for (var chat = 1; chat <= Dispatcher.MaxInFlight + 50; chat++)
            rig.Commit(chat, Send.Bot);

        Assert.Equal(Dispatcher.MaxInFlight, rig.Open.Count);
        Assert.Empty(rig.Pump());
        Assert.Null(rig.NextWake());

        rig.End(rig.Open[0]);
        Assert.Single(rig.Pump());
    }

    [Fact]
    public void A_start_that_was_not_stored_is_tried_again()
    {
        var rig = new SendRig();
        rig.Load(1, Send.Bot);
        rig.Load(1, Send.Bot);
        rig.Fail();

        var item = Assert.Single(rig.Pump());
        rig.End(item);
        Assert.Single(rig.Pump());
    }

    [Fact]
    public void An_erased_row_is_skipped_and_the_next_one_goes()
    {
        var rig = new SendRig();
        rig.Load(1, Send.Bot);
        rig.Load(1, Send.Bot);
        rig.Vanish();

        Assert.Equal(2, Assert.Single(rig.Pump()).Id);
    }

    [Fact]
    public void Whatever_happens_each_chat_keeps_its_order_and_everything_goes_out() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 5], Gen.Int[0, 99]).Array[1, 120].Sample(steps =>
        {
            var rig = new SendRig(new ChannelPace(20, 2));
            foreach (var (what, chat, dice) in steps)
                Step(rig, what, chat, dice);

            Drain(rig, seconds: 200);
            Assert.Empty(rig.Open);
            Assert.Null(rig.NextWake());
            foreach (var lane in rig.Begun.GroupBy(begun => begun.Item.Conversation))
            {
                var first = lane.Select(begun => begun.Item.Id).Distinct().ToList();
                Assert.Equal(first.Order(), first);
            }
        }, iter: 300);

    private static void Step(SendRig rig, int what, int chat, int dice)
    {
        switch (what)
        {
            case < 4:
                rig.Commit(chat, [.. Enumerable.Repeat((Send)(dice % 3), 1 + (dice % 2))]);
                break;
            case < 7:
                rig.Pump();
                break;
            case 7:
                rig.Wait(dice / 50.0);
                break;
            default:
                if (rig.Open.Count == 0)
                    return;

                rig.End(rig.Open[dice % rig.Open.Count], (dice % 7) switch
                {
                    0 => new DeliveryOutcome.Unknown("cut"),
                    1 => new DeliveryOutcome.Deferred("429", TimeSpan.FromSeconds(dice % 4), dice % 2 == 0),
                    2 => new DeliveryOutcome.Rejected("403", Unreachable: true),
                    _ => null,
                });
                break;
        }

        var busy = rig.Open.Where(item => item.Message is not null).Select(item => item.Conversation).ToList();
        Assert.Equal(busy.Distinct(), busy);
        Assert.Equal(busy.Count, rig.InFlight);
    }

    private static void Rest(SendRig rig)
    {
        while (rig.Pump().Count == 0 && rig.NextWake() is { } seconds)
            rig.Wait(seconds);
    }

    private static void Drain(SendRig rig, double seconds)
    {
        var until = rig.Now.AddSeconds(seconds);
        while (rig.Now < until)
        {
            foreach (var item in rig.Open.ToList())
                rig.End(item);

            if (rig.Pump().Count == 0 && rig.Open.Count == 0)
                rig.Wait(Math.Max(0.001, rig.NextWake() ?? seconds));
        }
    }

    private static int Within(SendRig rig, DateTimeOffset from, TimeSpan time) =>
        rig.Begun.Count(begun => begun.At >= from && begun.At < from + time);
}
