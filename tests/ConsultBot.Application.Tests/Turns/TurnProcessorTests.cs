using System.Text;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Application.Tests.Deliveries;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;

namespace ConsultBot.Application.Tests.Turns;

public class TurnProcessorTests
{
    private const string Iin = "900101300123";
    private const string Card = "4400 4301 2345 6789";

    private static readonly Lazy<DeskContent> _untrained = new(Sample.Untrained);

    private readonly ProcessorRig _rig = new();

    [Theory]
    [InlineData("мой ИИН " + Iin + ", как получить паспорт")]
    [InlineData("*мой ИИН " + Iin)]
    [InlineData("#карта " + Card)]
    [InlineData(Card)]
    [InlineData("позовите человека, ИИН " + Iin)]
    [InlineData("пожар! ИИН " + Iin)]
    [InlineData("/start " + Iin)]
    public void A_typed_number_reaches_neither_the_journal_nor_the_state_nor_the_inbox(string raw)
    {
        _rig.Decide("как получить паспорт");

        var decision = _rig.Decide(raw);

        Assert.DoesNotContain(Digits(Iin), Digits(Text(decision)), StringComparison.Ordinal);
        Assert.DoesNotContain(Digits(Card), Digits(Text(decision)), StringComparison.Ordinal);
        Assert.True(decision.DropRaw, "The raw bytes are blanked.");
    }

    [Fact]
    public void The_citizen_is_told_that_the_number_was_hidden()
    {
        _rig.Decide("как получить паспорт");

        var message = Assert.Single(_rig.Decide("как получить паспорт, ИИН " + Iin).Turn.Messages);

        Assert.StartsWith(Sample.Content.Pack.Text("private.data", message.Language), message.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/start")]
    [InlineData("/menu")]
    [InlineData("меню")]
    [InlineData("позовите человека")]
    [InlineData("у нас пожар")]
    [InlineData("на русском")]
    public void Before_the_matcher_is_trained_all_but_questions_is_answered(string raw)
    {
        Assert.NotEmpty(new ProcessorRig(_untrained.Value).Decide(raw).Turn.Messages);
        Assert.False(_untrained.Value.Index.IsTrained);
    }

    [Fact]
    public async Task A_question_soon_after_the_start_has_the_matcher_trained_at_once()
    {
        var rig = new ProcessorRig(Sample.Untrained());
        rig.Decide("/start");
        await rig.Trainer.StartAsync(TestContext.Current.CancellationToken);

        var waits = rig.Processor.Decide(rig.Claim("как получить паспорт", FakeChannel.Address(1)), ProcessorRig.Now, ProcessorRig.Now);
        await rig.Trainer.ExecuteTask!.WaitAsync(TestContext.Current.CancellationToken);

        Assert.IsType<Decision.Hold>(waits);
        Assert.Equal("passport", rig.Decide("как получить паспорт").Turn.Messages[^1].Topic);
    }

    [Fact]
    public void A_question_waits_for_the_matcher_and_is_then_answered()
    {
        var content = Sample.Untrained();
        var rig = new ProcessorRig(content);
        rig.Decide("/start");

        var waits = rig.Processor.Decide(rig.Claim("как получить паспорт", FakeChannel.Address(1)), ProcessorRig.Now, ProcessorRig.Now);
        content.Index.Train();
        var answered = rig.Decide("как получить паспорт");

        Assert.IsType<Decision.Hold>(waits);
        Assert.Equal("passport", answered.Turn.Messages[^1].Topic);
    }

    [Fact]
    public void A_question_kept_for_the_packs_authors_names_nobody_by_number()
    {
        _rig.Decide("/start");

        var kept = Assert.Single(_rig.Decide("купить слона, звоните +7 701 123 45 67, ИИН " + Iin).Turn.Questions);

        Assert.StartsWith("купить слона", kept.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(kept.Text, char.IsAsciiDigit);
    }

    [Fact]
    public void Ordinary_bytes_are_kept() =>
        Assert.False(_rig.Decide("сколько дней до 2026-11-24 и что с K-2026-000123").DropRaw);

    [Fact]
    public void An_input_that_cannot_be_read_is_parked_with_a_notice_and_a_person()
    {
        var decision = _rig.Decide("");

        Assert.NotNull(decision.Parked);
        Assert.IsType<InputParked>(decision.Record.Event);
        Assert.Equal(Owner.Queue, decision.Turn.State.Owner);
        Assert.Contains(decision.Turn.Messages[0].Signature.Official, decision.Turn.Messages[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_breaks_the_channels_own_code_parks_only_itself()
    {
        var decision = _rig.Decide("!" + Iin);

        Assert.NotNull(decision.Parked);
        Assert.DoesNotContain(Iin, decision.Parked, StringComparison.Ordinal);
        Assert.DoesNotContain(Iin, Text(decision), StringComparison.Ordinal);
        Assert.Equal(Owner.Queue, decision.Turn.State.Owner);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"event\":\"nobodyKnows\"}")]
    [InlineData("[[[[[")]
    [InlineData("""{"event":"officerReplied"}""")]
    [InlineData("""{"event":"officerReplied","officer":{"account":"a"},"consultation":"K-2026-000001","text":"x"}""")]
    [InlineData("""{"event":"officerReplied","officer":{"account":"a","person":"p"},"consultation":"K-2026-000001"}""")]
    [InlineData("""{"event":"officerClaimed","officer":{"account":"a","person":"p"}}""")]
    [InlineData("""{"event":"officerReleased","consultation":"K-2026-000001"}""")]
    [InlineData("""{"event":"officerClosed"}""")]
    [InlineData("""{"event":"timerFired"}""")]
    [InlineData("""{"event":"deliveryFailed","message":7}""")]
    [InlineData("""{"event":"citizenWrote"}""")]
    [InlineData("""{"event":"citizenPressed"}""")]
    [InlineData("""{"event":"citizenEdited","text":"x"}""")]
    [InlineData("""{"event":"groupEntered"}""")]
    [InlineData("""{"event":"inputIgnored"}""")]
    public void An_event_of_our_own_that_cannot_be_read_parks_only_itself(string json) =>
        Assert.NotNull(_rig.Decide(json, InputSource.Event).Parked);

    [Fact]
    public void An_input_of_a_channel_that_was_switched_off_waits_and_stops_nobody()
    {
        var claim = _rig.Claim("паспорт", new CitizenAddress("aitu", "bot", "chat-1"));

        var hold = Assert.IsType<Decision.Hold>(_rig.Processor.Decide(claim, ProcessorRig.Now, ProcessorRig.Now));

        Assert.Contains("aitu", hold.Reason, StringComparison.Ordinal);
        Assert.True(hold.Until > ProcessorRig.Now);
    }

    [Fact]
    public void Nobody_in_force_makes_the_input_wait_and_sends_nothing_unsigned()
    {
        var before = new DateTimeOffset(2020, 1, 1, 5, 0, 0, TimeSpan.Zero);

        var hold = Assert.IsType<Decision.Hold>(_rig.Processor.Decide(_rig.Claim("паспорт", FakeChannel.Address(1)), before, before));

        Assert.Contains("Nobody is in force", hold.Reason, StringComparison.Ordinal);
    }

    private static string Text(Decision.Commit decision) =>
        Encoding.UTF8.GetString(JsonForm.Write(decision.Record)) + Encoding.UTF8.GetString(JsonForm.Write(decision.Turn.State))
        + string.Concat(decision.Turn.Consultations.Select(row => Encoding.UTF8.GetString(JsonForm.Write(row))));

    private static string Digits(string text) => string.Concat(text.Where(c => c is not (' ' or '-')));
}
