using ConsultBot.Application.Ports;
using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Storage.Tests.Conformance;

/// <summary>What every turn store promises. A database joins by one subclass.</summary>
public abstract class TurnStoreContract : IDisposable
{
    /// <summary>Opens the store on the database of this test; after a disposal the same database again.</summary>
    protected abstract ITurnStore Open();

    protected abstract IConversationReader Reader { get; }

    protected abstract IUnansweredQuestions Questions { get; }

    private ITurnStore? _store;

    protected ITurnStore Store => _store ??= Open();

    protected void Restart()
    {
        (_store as IDisposable)?.Dispose();
        _store = null;
    }

    public void Dispose()
    {
        Restart();
        Clean();
        GC.SuppressFinalize(this);
    }

    protected abstract void Clean();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private BatchResult Run(BatchWork work) => Store.Run(work, Sample.Echoed);

    private BatchResult Run(params RawInput[] inputs) => Run(Sample.Work(inputs));

    private static IEnumerable<string> Texts(BatchResult result) => result.Turns.Select(turn => turn.Turn.Messages[0].Body);

    [Fact]
    public void An_input_becomes_a_turn_with_its_messages()
    {
        var result = Run(Sample.Input(1, "a", "one"));

        var turn = Assert.Single(result.Turns);
        Assert.Equal(Sample.Citizen(1), turn.Address);
        Assert.Equal(result.Accepted[0].InputId, turn.InputId);
        var item = Assert.Single(turn.Items);
        Assert.Equal("one", item.Message!.Body);
        Assert.Equal(Sample.Citizen(1), item.Address);
        Assert.False(result.MoreWaiting);
        Assert.Null(result.NextDueAt);
    }

    [Fact]
    public async Task States_and_words_hold_over_thousands_of_turns_and_restarts()
    {
        const int Citizens = 7;
        const int Turns = 5_000;
        var of = new long[Citizens];
        for (var at = 0; at < Turns; at += 100)
        {
            if (at % 1_900 == 0)
                Restart();

            var inputs = Enumerable.Range(at, 100).Select(i => Sample.Input(i % Citizens, $"k{i}", $"w{i}")).ToArray();
            foreach (var turn in Run(inputs).Turns)
                of[int.Parse(turn.Turn.Messages[0].Body.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) % Citizens] = turn.Conversation;
        }

        Restart();
        _ = Store;
        for (var citizen = 0; citizen < Citizens; citizen++)
        {
            var turns = Enumerable.Range(0, Turns).Count(i => i % Citizens == citizen);
            Assert.Equal(turns, (await Reader.Conversation(of[citizen], Token))!.State.Turns);
            var last = Assert.Single(await Reader.Transcript(of[citizen], turns - 1, 10, Token));
            Assert.Equal($"w{Enumerable.Range(0, Turns).Last(i => i % Citizens == citizen)}", last.Record!.Messages[0].Body);
        }
    }

    [Fact]
    public async Task Questions_without_an_answer_are_kept_with_their_turn_and_go_with_the_citizens_data()
    {
        var refused = new UnansweredQuestion("қайда слон", Language.Kk, QuestionFate.Refused, [new Candidate("passport", 0.31), new Candidate("fines", 0.2)]);
        var chosen = new UnansweredQuestion("where", Language.En, QuestionFate.Chosen, [], "fines");
        var turn = Store.Run(Sample.Work([Sample.Input(1, "a")]), claim => Sample.Commit(claim, Sample.Echo(claim) with { Questions = [refused, chosen] })).Turns[0];
        Store.Run(Sample.Work([Sample.Input(2, "b")]), claim => Sample.Commit(claim, Sample.Echo(claim) with { Questions = [chosen] }));
        Restart();

        var kept = await Questions.Read(Sample.Now, 10, Token);
        Assert.Equal(3, kept.Count);
        Assert.Equal(turn.JournalId, kept[1].Journal);
        Assert.Equal(Sample.Now, kept[1].At);
        Assert.Equal(refused with { Candidates = [] }, kept[1].Question with { Candidates = [] });
        Assert.Equal(refused.Candidates, kept[1].Question.Candidates);
        Assert.Equal(chosen with { Candidates = [] }, kept[2].Question with { Candidates = [] });
        Assert.Single(await Questions.Read(Sample.Now, 1, Token));
        Assert.Empty(await Questions.Read(Sample.Now.AddSeconds(1), 10, Token));

        Store.Run(Sample.Work([Sample.Input(1, "c")]), claim => Sample.Commit(claim, Sample.Echo(claim) with { Questions = [refused], Erase = true }));
        Assert.NotEqual(turn.JournalId, Assert.Single(await Questions.Read(Sample.Now, 10, Token)).Journal);
    }

    [Fact]
    public void The_same_key_is_accepted_once()
    {
        var first = Run(Sample.Input(1, "a"), Sample.Input(1, "a"));
        var later = Run(Sample.Input(1, "a"), Sample.Input(2, "b"));
        Restart();
        var afterRestart = Run(Sample.Input(1, "a"));

        Assert.Single(first.Turns);
        Assert.Equal([false, true], first.Accepted.Select(input => input.Duplicate));
        Assert.Equal([true, false], later.Accepted.Select(input => input.Duplicate));
        Assert.Equal(first.Accepted[0].InputId, later.Accepted[0].InputId);
        Assert.Equal(new AcceptedInput(first.Accepted[0].InputId, Duplicate: true), afterRestart.Accepted[0]);
        Assert.Empty(afterRestart.Turns);
    }

    [Fact]
    public void The_same_key_of_another_account_is_another_input()
    {
        var input = Sample.Input(1, "a");
        var result = Run(input, input with { Address = input.Address with { Account = "other" } }, input with { Address = input.Address with { Channel = "web" } });

        Assert.Equal(3, result.Turns.Count);
        Assert.Equal(3, result.Turns.Select(turn => turn.Conversation).Distinct().Count());
    }

    [Fact]
    public void Inputs_of_one_conversation_keep_their_order_over_batches_and_restarts()
    {
        var texts = new List<string>();
        texts.AddRange(Texts(Run(Sample.Work([Sample.Input(1, "a", "1"), Sample.Input(1, "b", "2"), Sample.Input(1, "c", "3")], maxTurns: 1))));
        texts.AddRange(Texts(Run(Sample.Work([Sample.Input(1, "d", "4")], maxTurns: 1))));
        Restart();
        texts.AddRange(Texts(Run(Sample.Work([Sample.Input(1, "e", "5")]))));

        Assert.Equal(["1", "2", "3", "4", "5"], texts);
    }

    [Fact]
    public void A_waiting_input_comes_back_as_it_was_accepted()
    {
        var input = new RawInput(Sample.Citizen(7), "ключ", InputSource.Event, new byte[] { 0, 255, 10 }, Sample.Now);
        Assert.True(Run(Sample.Work([input], maxTurns: 0)).MoreWaiting);
        Restart();

        RawInput? seen = null;
        Store.Run(Sample.Work(), claim =>
        {
            seen = claim.Input;
            return Sample.Echoed(claim);
        });

        Assert.Equal(input.Bytes.ToArray(), seen!.Bytes.ToArray());
        Assert.Equal(input with { Bytes = default }, seen with { Bytes = default });
    }

    [Fact]
    public void Nobody_gets_a_second_turn_before_all_had_a_first()
    {
        var inputs = Enumerable.Range(0, 5).SelectMany(citizen => Enumerable.Range(0, 3).Select(i => Sample.Input(citizen, $"{citizen}-{i}"))).ToArray();
        Run(Sample.Work(inputs, maxTurns: 0));

        var result = Run(Sample.Work());

        Assert.Equal(15, result.Turns.Count);
        foreach (var round in result.Turns.Chunk(5))
            Assert.Equal(5, round.Select(turn => turn.Conversation).Distinct().Count());
    }

    [Fact]
    public void A_fresh_citizen_is_not_kept_behind_a_backlog_and_the_backlog_goes_on()
    {
        Run(Sample.Work(Enumerable.Range(0, 200).Select(i => Sample.Input(i, $"old-{i}")).ToArray(), maxTurns: 0));
        Restart();

        var fresh = Run(Sample.Work([Sample.Input(1000, "fresh", "fresh")], maxTurns: 2));
        Assert.Contains("fresh", Texts(fresh));

        var oldest = fresh.Turns.Select(turn => turn.Address).ToHashSet();
        for (var i = 0; i < 20; i++)
        {
            foreach (var turn in Run(Sample.Work([Sample.Input(2000 + i, $"f{i}"), Sample.Input(3000 + i, $"g{i}")], maxTurns: 2)).Turns)
                oldest.Add(turn.Address);
        }

        Assert.All(Enumerable.Range(0, 15), i => Assert.Contains(Sample.Citizen(i), oldest));
    }

    [Fact]
    public void A_decision_that_throws_leaves_nothing_behind()
    {
        Run(Sample.Input(1, "a", "before"));
        var calls = 0;
        Assert.Throws<InvalidDataException>(() => Store.Run(
            Sample.Work([Sample.Input(1, "b", "b"), Sample.Input(2, "c", "c"), Sample.Input(3, "d", "d")]),
            claim => ++calls == 3 ? throw new InvalidDataException("poison") : Sample.Echoed(claim)));

        var again = Run(Sample.Input(1, "b", "b"), Sample.Input(2, "c", "c"));

        Assert.Equal([false, false], again.Accepted.Select(input => input.Duplicate));
        Assert.Equal(["b", "c"], Texts(again).Order());
        Assert.Equal(2, again.Turns.Single(turn => turn.Address == Sample.Citizen(1)).Turn.State.Turns);
        Assert.Equal(3, Store.Unsettled().Count);
    }

    [Fact]
    public void A_held_conversation_waits_alone_and_goes_on_in_order()
    {
        var until = Sample.Now.AddSeconds(30);
        var held = Store.Run(
            Sample.Work([Sample.Input(1, "a", "1"), Sample.Input(1, "b", "2"), Sample.Input(2, "c", "other")]),
            claim => claim.Input.Address == Sample.Citizen(1) ? new Decision.Hold(until, "no signature") : Sample.Echoed(claim));
        Assert.Equal(["other"], Texts(held));
        Assert.False(held.MoreWaiting);
        Assert.Equal(until, held.NextDueAt);

        Restart();
        var tooEarly = Run(Sample.Work([Sample.Input(1, "d", "3")], now: Sample.Now.AddSeconds(29)));
        Assert.Empty(tooEarly.Turns);
        Assert.Equal(until, tooEarly.NextDueAt);

        var after = Run(Sample.Work(now: until));
        Assert.Equal(["1", "2", "3"], Texts(after));
        Assert.Null(after.NextDueAt);
        Run(Sample.Work([Sample.Input(1, "e", "4")], maxTurns: 0, now: Sample.Now));
        Restart();
        Assert.Equal(["4"], Texts(Run(Sample.Work(now: Sample.Now))));
    }

    [Fact]
    public void A_timer_fires_once_as_an_event_of_its_conversation()
    {
        var due = Sample.Now.AddMinutes(5);
        var set = Store.Run(Sample.Work([Sample.Input(1, "a")]), claim => Sample.Commit(claim, Sample.Echo(claim) with
        {
            Timers = [new TimerChange(TimerKind.Due, "K-1", due), new TimerChange(TimerKind.Rating, "K-1", due.AddHours(1))],
        }));
        Assert.Equal(due, set.NextDueAt);
        Restart();
        Assert.Empty(Run(Sample.Work(now: due.AddMilliseconds(-1))).Turns);

        RawInput? fired = null;
        var result = Store.Run(Sample.Work(now: due), claim =>
        {
            fired = claim.Input;
            return Sample.Echoed(claim);
        });

        Assert.Single(result.Turns);
        Assert.Equal(InputSource.Event, fired!.Source);
        Assert.Equal(new TimerFired(TimerKind.Due, "K-1"), JsonForm.ReadEvent(fired.Bytes.Span));
        Assert.Equal(due.AddHours(1), result.NextDueAt);
        Restart();
        Assert.Empty(Run(Sample.Work(now: due.AddMinutes(1))).Turns);
    }

    [Fact]
    public void A_timer_can_be_moved_and_cancelled()
    {
        Decision Set(Claim claim, DateTimeOffset? at) =>
            Sample.Commit(claim, Sample.Echo(claim) with { Timers = [new TimerChange(TimerKind.OfficerSilent, "K-1", at)] });

        Assert.Equal(Sample.Now.AddMinutes(1), Store.Run(Sample.Work([Sample.Input(1, "a")]), claim => Set(claim, Sample.Now.AddMinutes(1))).NextDueAt);
        Assert.Equal(Sample.Now.AddMinutes(9), Store.Run(Sample.Work([Sample.Input(1, "b")]), claim => Set(claim, Sample.Now.AddMinutes(9))).NextDueAt);
        Assert.Empty(Run(Sample.Work(now: Sample.Now.AddMinutes(2))).Turns);
        Assert.Null(Store.Run(Sample.Work([Sample.Input(1, "c")]), claim => Set(claim, null)).NextDueAt);
        Assert.Empty(Run(Sample.Work(now: Sample.Now.AddMinutes(10))).Turns);
    }

    [Fact]
    public void A_plan_decides_where_a_row_of_the_outbox_begins()
    {
        var sent = Store.Run(Sample.Work([Sample.Input(1, "a")]), claim =>
        {
            var turn = Sample.Echo(claim) with
            {
                Messages = [Sample.Message("now", urgent: true), Sample.Message("later", kind: MessageKind.Human), Sample.Message("web")],
                Acts = [new AcknowledgePress("press")],
            };
            return new Decision.Commit(turn, Sample.Record(claim, turn), null,
                [DeliveryPlan.SendNow, DeliveryPlan.Wait, DeliveryPlan.Committed, DeliveryPlan.Wait]);
        });
        Restart();

        var items = sent.Turns[0].Items;
        Assert.Equal(items.Select(item => item.Id).Order(), items.Select(item => item.Id));
        Assert.Equal(new AcknowledgePress("press"), items[3].Act);
        Assert.Equal(
            [
                new UnsettledItem(items[0].Id, items[0].Conversation, Sample.Citizen(1), OutboxState.Sending, true, false, 0, Sample.Now),
                new UnsettledItem(items[1].Id, items[0].Conversation, Sample.Citizen(1), OutboxState.Waiting, false, true, 0, Sample.Now),
                new UnsettledItem(items[3].Id, items[0].Conversation, Sample.Citizen(1), OutboxState.Waiting, false, false, 0, Sample.Now, IsAct: true),
            ],
            Store.Unsettled());
    }

    [Fact]
    public void A_started_row_comes_back_with_its_words_and_is_Sending()
    {
        var turn = Store.Run(Sample.Work([Sample.Input(1, "a", "words")]), claim =>
            Sample.Commit(claim, Sample.Echo(claim) with { Acts = [new RemoveButtons("7")] }, DeliveryPlan.Wait)).Turns[0];
        Restart();

        var started = Run(Sample.Work(start: [turn.Items[0].Id, turn.Items[1].Id, 4711])).Started;

        Assert.Equal(turn.Items.Select(item => item.Id), started.Select(item => item.Id));
        Assert.Equal("words", started[0].Message!.Body);
        Assert.Equal(Sample.Signature.Text, started[0].Message!.Signature.Text);
        Assert.Equal(new RemoveButtons("7"), started[1].Act);
        Assert.All(Store.Unsettled(), item => Assert.Equal(OutboxState.Sending, item.State));
        Assert.Empty(Run(Sample.Work(start: [turn.Items[0].Id])).Started);
    }

    [Theory]
    [InlineData(OutboxState.Sent, false)]
    [InlineData(OutboxState.Rejected, false)]
    [InlineData(OutboxState.Unknown, false)]
    [InlineData(OutboxState.Delivered, false)]
    [InlineData(OutboxState.Read, false)]
    [InlineData(OutboxState.Waiting, true)]
    public async Task A_settlement_is_stored(OutboxState state, bool unsettled)
    {
        var turn = Run(Sample.Input(1, "a")).Turns[0];

        Run(Sample.Work(settlements: [new Settlement(turn.Items[0].Id, state, "m-1", "why", 2, Sample.Now)]));
        Restart();

        Assert.Equal(unsettled, Store.Unsettled().Any(item => item.Id == turn.Items[0].Id && item.Attempts == 2));
        var transcript = await Reader.Transcript(turn.Conversation, 0, 10, Token);
        Assert.Equal([new MessageDelivery(turn.Items[0].Id, state, "why", 2)], Assert.Single(transcript).Deliveries);
    }

    [Fact]
    public async Task A_late_Sent_does_not_undo_a_receipt()
    {
        var turn = Run(Sample.Input(1, "a")).Turns[0];

        Run(Sample.Work(settlements: [new Settlement(turn.Items[0].Id, OutboxState.Read, null, null, 0, Sample.Now)]));
        Run(Sample.Work(settlements: [new Settlement(turn.Items[0].Id, OutboxState.Sent, "m-1", null, 0, Sample.Now)]));

        var transcript = await Reader.Transcript(turn.Conversation, 0, 10, Token);
        Assert.Equal(OutboxState.Read, transcript[0].Deliveries[0].State);
    }

    [Fact]
    public void A_messengers_first_yes_does_not_undo_its_later_no()
    {
        var turn = Run(Sample.Input(1, "a")).Turns[0];
        var item = turn.Items[0].Id;
        Run(Sample.Work(settlements: [new Settlement(item, OutboxState.Rejected, "m-1", "failed: 1", 0, Sample.Now)]));
        Run(Sample.Work(settlements: [new Settlement(item, OutboxState.Sent, "m-1", null, 0, Sample.Now)]));

        var row = Assert.Single(Store.Rows([item, 999_999]));
        Assert.Equal((item, OutboxState.Rejected, "m-1"), (row.Item.Id, row.Item.State, row.MessageId));
    }

    [Fact]
    public void A_row_keeps_why_it_waits_and_when_the_citizen_was_heard_of()
    {
        var turn = Run(Sample.Input(1, "a")).Turns[0];
        var item = turn.Items[0].Id;
        var started = Assert.Single(Run(Sample.Work(
            settlements: [new Settlement(item, OutboxState.Waiting, null, "windowAsked: 1", 0, Sample.Now)], start: [item])).Started);

        Assert.Equal(("windowAsked: 1", turn.Turn.State.LastInboundAt), (started.Reason, started.LastInboundAt));
        Assert.Equal(started.Message!.Text, Store.Item(item)!.Message!.Text);
    }

    [Fact]
    public void A_row_that_waits_again_can_be_started_again()
    {
        var item = Run(Sample.Input(1, "a", "words")).Turns[0].Items[0];

        var result = Run(Sample.Work(settlements: [new Settlement(item.Id, OutboxState.Waiting, null, "unknown", 1, Sample.Now)], start: [item.Id]));

        Assert.Equal("words", Assert.Single(result.Started).Message!.Body);
        Assert.Equal(1, result.Started[0].Attempts);
    }

    [Fact]
    public void A_chat_that_moved_keeps_its_conversation()
    {
        var turn = Run(Sample.Input(1, "a")).Turns[0];
        Run(Sample.Work(settlements: [new Settlement(turn.Items[0].Id, OutboxState.Waiting, null, null, 0, Sample.Now, "chat-9")]));

        var moved = Run(Sample.Work([Sample.Input(9, "b")], start: [turn.Items[0].Id]));
        Restart();
        var afterRestart = Run(Sample.Input(9, "c"));

        Assert.Equal(turn.Conversation, moved.Turns[0].Conversation);
        Assert.Equal(Sample.Citizen(9), moved.Started[0].Address);
        Assert.Equal(turn.Conversation, afterRestart.Turns[0].Conversation);
    }

    [Fact]
    public void A_timer_set_for_the_same_instant_again_fires_again()
    {
        // The clock was set back in between.
        var due = Sample.Now.AddMinutes(5);
        for (var round = 0; round < 2; round++)
        {
            Store.Run(Sample.Work([Sample.Input(1, $"{round}")]), claim => Sample.Commit(claim, Sample.Echo(claim) with
            {
                Timers = [new TimerChange(TimerKind.Due, "K-1", due)],
            }));

            Assert.Single(Run(Sample.Work(now: due)).Turns);
        }
    }

    [Fact]
    public void A_chat_that_moved_to_a_known_address_stays_apart()
    {
        var one = Run(Sample.Input(1, "a"), Sample.Input(2, "b")).Turns.Single(turn => turn.Address == Sample.Citizen(1));

        var moved = Run(Sample.Work(
            settlements: [new Settlement(one.Items[0].Id, OutboxState.Waiting, null, null, 0, Sample.Now, "chat-2")], start: [one.Items[0].Id]));

        // The old address takes nothing any more: the row is not tried for ever.
        Assert.Empty(moved.Started);
        var next = Run(Sample.Input(1, "c"), Sample.Input(2, "d"));
        Assert.Equal(2, next.Turns.Select(turn => turn.Conversation).Distinct().Count());
    }

    [Fact]
    public void A_number_not_used_is_offered_again_and_a_used_one_never()
    {
        List<string> Offered(bool use, int count)
        {
            var numbers = new List<string>();
            Store.Run(Sample.Work(Enumerable.Range(0, count).Select(i => Sample.Input(i, $"{use}{count}-{i}")).ToArray()), claim =>
            {
                numbers.Add(claim.ReservedNumber);
                return Sample.Commit(claim, Sample.Echo(claim) with { NumberUsed = use });
            });
            return numbers;
        }

        Assert.Equal(["K-2026-000001", "K-2026-000001"], Offered(use: false, 2));
        Assert.Equal(["K-2026-000001", "K-2026-000002"], Offered(use: true, 2));
        Restart();
        Assert.Equal(["K-2026-000003"], Offered(use: true, 1));
    }

    [Fact]
    public void Numbers_begin_anew_with_the_local_year()
    {
        string? number = null;
        Decision Take(Claim claim)
        {
            number = claim.ReservedNumber;
            return Sample.Commit(claim, Sample.Echo(claim) with { NumberUsed = true });
        }

        Store.Run(Sample.Work([Sample.Input(1, "a")], now: new DateTimeOffset(2026, 12, 31, 18, 59, 59, TimeSpan.Zero)), Take);
        Assert.Equal("K-2026-000001", number);
        Store.Run(Sample.Work([Sample.Input(1, "b")], now: new DateTimeOffset(2026, 12, 31, 19, 0, 0, TimeSpan.Zero)), Take);
        Assert.Equal("K-2027-000001", number);
    }

    [Fact]
    public void A_number_of_a_batch_that_failed_is_offered_again()
    {
        Assert.Throws<InvalidDataException>(() => Store.Run(
            Sample.Work([Sample.Input(1, "a"), Sample.Input(2, "b")]),
            claim => claim.ReservedNumber == "K-2026-000002" ? throw new InvalidDataException() : Sample.Commit(claim, Sample.Echo(claim) with { NumberUsed = true })));

        string? number = null;
        Store.Run(Sample.Work([Sample.Input(1, "a")]), claim =>
        {
            number = claim.ReservedNumber;
            return Sample.Echoed(claim);
        });
        Assert.Equal("K-2026-000001", number);
    }

    [Fact]
    public void A_restart_finds_state_ids_and_what_was_unsettled()
    {
        var before = Run(Sample.Input(1, "a", "one")).Turns[0];
        var unsettled = Store.Unsettled();
        Restart();

        Assert.Equal(unsettled, Store.Unsettled());
        ConversationState? state = null;
        var after = Store.Run(Sample.Work([Sample.Input(1, "b", "two")]), claim =>
        {
            state = claim.State;
            return Sample.Echoed(claim);
        });
        Assert.Equal("one", state!.LastQuestion);
        Assert.Equal(1, state.Turns);
        Assert.True(after.Turns[0].JournalId > before.JournalId);
        Assert.True(after.Turns[0].Items[0].Id > before.Items[0].Id);
        Assert.True(after.Accepted[0].InputId > before.InputId);
    }

    [Fact]
    public async Task The_transcript_is_what_was_recorded()
    {
        var first = Run(Sample.Input(1, "a", "one"), Sample.Input(2, "x", "other")).Turns.Single(turn => turn.Address == Sample.Citizen(1));
        Run(Sample.Input(1, "b", "two"), Sample.Input(1, "c", "three"));

        var transcript = await Reader.Transcript(first.Conversation, 0, 10, Token);

        Assert.Equal(["one", "two", "three"], transcript.Select(turn => turn.Record!.Messages[0].Body));
        Assert.Equal([1L, 2L, 3L], transcript.Select(turn => turn.Sequence));
        Assert.Equal(first.JournalId, transcript[0].JournalId);
        Assert.Equal(Sample.Now, transcript[0].At);
        Assert.Equal(new CitizenWrote("one"), transcript[0].Record!.Event);
        Assert.Equal(["two"], (await Reader.Transcript(first.Conversation, 1, 1, Token)).Select(turn => turn.Record!.Messages[0].Body));
    }

    [Fact]
    public async Task Erasing_takes_the_words_away_and_lets_the_last_message_out()
    {
        var secret = Store.Run(Sample.Work([Sample.Input(1, "a", "my secret")]), claim => Sample.Commit(claim, Sample.Echo(claim) with
        {
            Consultations = [Sample.Consultation(claim.ReservedNumber, "my secret")],
            NumberUsed = true,
        }, DeliveryPlan.Wait)).Turns[0];
        var erase = Store.Run(Sample.Work([Sample.Input(1, "b", "forget my secret")]), claim => Sample.Commit(
            claim,
            new Turn { State = new ConversationState { Turns = 2 }, Messages = [Sample.Message("erased")], Erase = true },
            DeliveryPlan.Wait)).Turns[0];

        var started = Run(Sample.Work(start: [secret.Items[0].Id, erase.Items[0].Id])).Started;
        Assert.Equal("erased", Assert.Single(started).Message!.Body);
        Assert.Equal("", (await Reader.Consultation("K-2026-000001", Token))!.Consultation.Question);

        Run(Sample.Input(1, "c", "new words"));
        Restart();
        var after = await Reader.Transcript(secret.Conversation, 0, 10, Token);
        Assert.Equal([true, true, false], after.Select(turn => turn.Record is null));
        Assert.Equal("new words", after[2].Record!.Messages[0].Body);
    }

    [Fact]
    public async Task Consultations_are_found_by_number_unit_and_state()
    {
        Store.Run(Sample.Work([Sample.Input(1, "a"), Sample.Input(2, "b"), Sample.Input(3, "c")]), claim => Sample.Commit(claim, Sample.Echo(claim) with
        {
            Consultations =
            [
                Sample.Consultation(claim.ReservedNumber) with
                {
                    Status = claim.Input.Key == "a" ? ConsultationStatus.Queued : ConsultationStatus.Closed,
                    Unit = claim.Input.Key == "c" ? "other" : "unit",
                    ClaimedAt = Sample.Now.AddMinutes(claim.Input.Key[0] - 'a' + 1),
                    ClosedAt = claim.Input.Key == "a" ? null : Sample.Now.AddHours(claim.Input.Key[0] - 'a'),
                },
            ],
            NumberUsed = true,
        }));

        var open = Assert.Single(await Reader.Open(Token));
        Assert.Equal(Sample.Citizen(1), open.Address);
        Assert.Equal(["unit", "other"], (await Reader.Closed(["other", "unit"], 10, Token)).OrderBy(row => row.Consultation.ClosedAt).Select(row => row.Consultation.Unit));
        Assert.Equal("other", Assert.Single(await Reader.Closed(["other", "unit"], 1, Token)).Consultation.Unit);
        Assert.Empty(await Reader.Closed([], 10, Token));
        Assert.Null(await Reader.Consultation("K-1", Token));
        var waits = await Reader.RecentWaits(Token);
        Assert.Equal([TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1)], waits["unit"]);
        Assert.Equal([TimeSpan.FromMinutes(3)], waits["other"]);
    }

    [Fact]
    public async Task A_consultation_is_changed_in_place()
    {
        foreach (var status in new[] { ConsultationStatus.Queued, ConsultationStatus.WithOfficer, ConsultationStatus.Closed })
        {
            Store.Run(Sample.Work([Sample.Input(1, status.ToString())]), claim =>
                Sample.Commit(claim, Sample.Echo(claim) with { Consultations = [Sample.Consultation("K-2026-000001", status: status)] }));
            Assert.Equal(status, (await Reader.Consultation("K-2026-000001", Token))!.Consultation.Status);
            Assert.Equal(status != ConsultationStatus.Closed, (await Reader.Open(Token)).Count == 1);
        }
    }

    [Fact]
    public async Task A_conversation_is_found_by_address_and_read_with_its_state()
    {
        var turn = Run(Sample.Input(1, "a", "one")).Turns[0];

        Assert.Equal(turn.Conversation, await Reader.Find(Sample.Citizen(1), Token));
        Assert.Null(await Reader.Find(Sample.Citizen(2), Token));
        Assert.Null(await Reader.Conversation(4711, Token));
        var row = await Reader.Conversation(turn.Conversation, Token);
        Assert.Equal(Sample.Citizen(1), row!.Address);
        Assert.Equal("one", row.State.LastQuestion);
    }

    [Fact]
    public void A_turn_without_a_plan_for_each_row_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Store.Run(Sample.Work([Sample.Input(1, "a")]), claim =>
        {
            var turn = Sample.Echo(claim);
            return new Decision.Commit(turn, Sample.Record(claim, turn), null, []);
        }));
        Assert.Single(Run(Sample.Input(1, "a")).Turns);
    }

    [Fact]
    public void Nothing_to_do_is_quickly_said()
    {
        Assert.Equal(new BatchResult([], [], [], false, 0, null), Run(Sample.Work()) with { Accepted = [], Turns = [], Started = [] });
    }
}
