using ConsultBot.Application.Deliveries;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using CsCheck;

namespace ConsultBot.Application.Tests.Deliveries;

public class ReportPolicyTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 24, 5, 0, 0, TimeSpan.Zero);

    private static readonly OutboxState[] _words = [OutboxState.Sent, OutboxState.Rejected, OutboxState.Delivered, OutboxState.Read];

    [Fact]
    public void Reports_in_any_order_with_repeats_end_in_the_same_state() =>
        Gen.Int[0, 3].Array[1, 12].Sample(picks =>
        {
            var wanted = picks.Max(pick => _words[pick]);
            var state = Row(OutboxState.Sending);
            foreach (var pick in picks)
                state = After(state, _words[pick], "SM1");

            Assert.Equal(wanted, state.Item.State);
        });

    [Theory]
    [InlineData(OutboxState.Unknown)]
    [InlineData(OutboxState.Sending)]
    [InlineData(OutboxState.Waiting)]
    public void Any_word_settles_what_was_not_known(OutboxState state) =>
        Assert.Equal(OutboxState.Sent, After(Row(state), OutboxState.Sent, "SM1").Item.State);

    [Fact]
    public void A_failure_after_the_arrival_is_recorded_and_lowers_nothing()
    {
        var effect = ReportPolicy.Follow(Row(OutboxState.Delivered, "SM1"), Report(OutboxState.Rejected, "SM1", new DeliveryOutcome.Rejected("failed: 1")), _now);

        Assert.Equal((OutboxState.Delivered, "failed: 1", true), (effect!.Settlement.State, effect.Settlement.Reason, effect.Event is null));
    }

    [Fact]
    public void A_failure_that_may_pass_goes_once_more_and_only_once()
    {
        var later = new DeliveryOutcome.Deferred("failed: 30008", TimeSpan.FromMinutes(1));
        var first = ReportPolicy.Follow(Row(OutboxState.Sent, "SM1"), Report(OutboxState.Rejected, "SM1", later), _now)!;
        Assert.Equal((OutboxState.Waiting, 1, TimeSpan.FromMinutes(1)), (first.Settlement.State, first.Settlement.Attempts, first.RetryAfter!.Value));

        // The same word again while it waits or is under way, and later of the first send, tells nothing.
        Assert.Null(ReportPolicy.Follow(Row(OutboxState.Waiting, "SM1", 1), Report(OutboxState.Rejected, "SM1", later), _now));
        Assert.Null(ReportPolicy.Follow(Row(OutboxState.Sending, "SM1", 1), Report(OutboxState.Rejected, "SM1", later), _now));
        Assert.Null(ReportPolicy.Follow(Row(OutboxState.Sent, "SM2", 1), Report(OutboxState.Rejected, "SM1", later), _now));

        var second = ReportPolicy.Follow(Row(OutboxState.Sent, "SM2", 1), Report(OutboxState.Rejected, "SM2", later), _now)!;
        Assert.Equal((OutboxState.Rejected, true), (second.Settlement.State, second.RetryAfter is null));
        Assert.Equal("failed: 30008", second.Event!.Reason);
    }

    [Fact]
    public void An_old_message_does_not_go_again()
    {
        var later = new DeliveryOutcome.Deferred("failed: 30008");
        var effect = ReportPolicy.Follow(Row(OutboxState.Sent, "SM1"), Report(OutboxState.Rejected, "SM1", later), _now + ReportPolicy.RetryWithin)!;

        Assert.Equal(OutboxState.Rejected, effect.Settlement.State);
    }

    [Fact]
    public void A_closed_window_brings_the_message_back_to_wait()
    {
        var effect = ReportPolicy.Follow(
            Row(OutboxState.Sent, "SM1"), Report(OutboxState.Rejected, "SM1", new DeliveryOutcome.Held("window: 63016")), _now)!;

        Assert.Equal((OutboxState.Waiting, "window: 63016"), (effect.Settlement.State, effect.Settlement.Reason));
    }

    [Fact]
    public void The_word_of_another_channel_is_nothing() =>
        Assert.Null(ReportPolicy.Follow(Row(OutboxState.Sent), Report(OutboxState.Read, "SM1") with { Channel = "telegram" }, _now));

    [Fact]
    public void An_opt_out_is_told_to_the_conversation()
    {
        var effect = ReportPolicy.Follow(
            Row(OutboxState.Sent, "SM1"), Report(OutboxState.Rejected, "SM1", new DeliveryOutcome.Rejected("optedOut: 21610", OptedOut: true)), _now)!;

        Assert.True(effect.Event!.OptedOut);
    }

    private static OutboxRowState After(OutboxRowState row, OutboxState word, string sid) =>
        ReportPolicy.Follow(row, Report(word, sid), _now) is { } effect
            ? new OutboxRowState(row.Item with { State = effect.Settlement.State }, effect.Settlement.MessageId ?? row.MessageId)
            : row;

    private static DeliveryReport Report(OutboxState state, string sid, DeliveryOutcome? failure = null) => new(7, sid, state, "whatsapp", failure);

    private static OutboxRowState Row(OutboxState state, string? sid = null, int attempts = 0) =>
        new(new UnsettledItem(7, 1, new CitizenAddress("whatsapp", "us", "citizen"), state, false, false, attempts, _now), sid);
}
