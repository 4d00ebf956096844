using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Dialogs.Checks;
using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;
using CsCheck;

namespace ConsultBot.Domain.Tests;

/// <summary>Laws of dialogs on random flows that pass the check, and random talks on them.</summary>
public class DialogLawTests
{
    private const string Service = "places";

    private static readonly Place _place = new("law.yaml", 1, 1);

    private static readonly string[] _slots = ["a", "b", "c"];

    private static string? _refused;

    // A few topics without their phrasings: what random flows need, made and checked a thousand times.
    private static readonly PackData _base = Sample.Content.Pack.Data with
    {
        Topics = [.. Sample.Content.Pack.Data.Topics.Where(topic => topic.Id is "passport" or "this-desk").Select(topic => topic with { Phrasings = Phrasings.None })],
        Menu = ["passport", "law-one"],
    };

    private static readonly Gen<Step> _steps = Gen.Select(Gen.Int[0, 25], Gen.Int[0, 2], Gen.Int[0, 7], Made);

    private static readonly Gen<Flow[]> _flows = Gen.Select(_steps.Array[1, 8], _steps.Array[1, 8], (first, second) => new[] { Named("law-one", first), Named("law-two", second) });

    private static readonly string[] _said =
    [
        "1", "2", "3", "1 и 2", "да", "нет", "назад", "завтра", "вчера", "05.11.2026", "14:30", "8 701 123 45 67", "990101300122", "123", "алматы",
        "f:word", "как получить паспорт", "пропустить", "готово", "все", "бла бла", "абв где ёжз", "повтори", "статус", "спасибо", "отмена", "меню", "тіл",
    ];

    private static readonly Gen<ConversationEvent> _events = Gen.OneOf<ConversationEvent>(
        Gen.Int[0, _said.Length - 1].Select(i => (ConversationEvent)new CitizenWrote(_said[i])),
        Gen.Int[0, _said.Length - 1].Select(i => (ConversationEvent)new CitizenWrote(_said[i])),
        Gen.Int[0, 6].Select(i => (ConversationEvent)new CitizenPressed($"#{i}")),
        Gen.Int[0, 1].Select(i => (ConversationEvent)(i == 0
            ? new CitizenSentMedia(MediaKind.Photo, null, "f", 1, "photo.jpg")
            : new CitizenSentMedia(MediaKind.Location, null, Latitude: 43.2, Longitude: 76.9))),
        Gen.Int[0, 2].Select(i => (ConversationEvent)new ServiceAnswered(0, new Dictionary<string, string> { ["field"] = "x" }, i == 0 ? "failed" : null)),
        Gen.Int[0, 1].Select(i => (ConversationEvent)new TimerFired(i == 0 ? TimerKind.Silence : TimerKind.Service, "")));

    [Fact]
    public void A_random_flow_that_passes_the_check_never_fails_and_always_signs()
    {
        var passed = 0;
        Gen.Select(_flows, _events.Array[1, 25]).Sample(
            (flows, events) =>
            {
                if (Checked(flows) is not { } pack)
                    return;

                Interlocked.Increment(ref passed);
                var talk = Begin(pack);
                foreach (var e in events)
                    Assert.All(talk.Do(e).Messages, message => Assert.EndsWith(message.Signature.Text, message.Text, StringComparison.Ordinal));
            },
            iter: 1500, threads: 1);
        Assert.True(passed > 100, $"Only {passed} random flows passed the check; the last fault: {_refused}");
    }

    [Fact]
    public void Back_after_an_answer_gives_every_slot_its_old_value()
    {
        var gone = 0;
        Gen.Select(_flows, _events.Array[1, 25]).Sample(
            (flows, events) =>
            {
                if (Checked(flows) is not { } pack)
                    return;

                var talk = Begin(pack);
                foreach (var e in events)
                {
                    var before = talk.State.Dialog;
                    talk.Do(e);
                    var after = talk.State.Dialog;
                    if (before is null || after is null || after.Answered.Count != before.Answered.Count + 1)
                        continue;

                    var kept = talk.State;
                    talk.Do(new CitizenPressed(Press.Back));
                    Interlocked.Increment(ref gone);
                    Assert.Equal(before.Step, talk.State.Dialog!.Step);
                    Assert.Equal(Sorted(Without(pack, before)), Sorted(talk.State.Dialog.Slots));
                    talk.State = kept;
                }
            },
            iter: 1500, threads: 1);
        Assert.True(gone > 100, $"Only {gone} answers were taken back; the last fault: {_refused}");
    }

    [Fact]
    public void Going_all_the_way_back_gives_every_slot_the_value_that_it_had_at_each_question()
    {
        var gone = 0;
        Gen.Select(_flows, _events.Array[1, 25]).Sample(
            (flows, events) =>
            {
                if (Checked(flows) is not { } pack)
                    return;

                var talk = Begin(pack);
                var (run, slots) = (talk.Begun, new Dictionary<int, Dictionary<string, string>>());
                foreach (var e in events)
                {
                    var before = talk.State.Dialog;
                    talk.Do(e);
                    if (talk.Begun != run)
                        (run, slots) = (talk.Begun, []);
                    else if (before is not null && talk.State.Dialog is { } after && after.Answered.Count == before.Answered.Count + 1)
                        slots[before.Answered.Count] = Without(pack, before);
                }

                while (talk.State.Dialog is { Answered.Count: > 0 and var depth })
                {
                    talk.Do(new CitizenPressed(Press.Back));
                    Interlocked.Increment(ref gone);
                    Assert.Equal(depth - 1, talk.State.Dialog!.Answered.Count);
                    Assert.Equal(Sorted(slots[depth - 1]), Sorted(talk.State.Dialog.Slots));
                }
            },
            iter: 1500, threads: 1);
        Assert.True(gone > 100, $"Only {gone} answers were taken back; the last fault: {_refused}");
    }

    [Fact]
    public void The_random_flows_that_pass_have_every_kind_of_step_and_question()
    {
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        _flows.Sample(
            flows =>
            {
                if (Checked(flows) is null)
                    return;

                foreach (var step in flows.SelectMany(flow => flow.Steps))
                    kinds.Add(step is AskStep ask ? ask.Kind.ToString() : step.GetType().Name);
            },
            iter: 1500, threads: 1);

        var steps = typeof(Step).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Step)) && type != typeof(AskStep)).Select(type => type.Name);
        Assert.Equal(steps.Concat(Enum.GetNames<AskKind>()).Order(StringComparer.Ordinal), kinds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_flow_that_the_check_lets_pass_says_something_after_each_input()
    {
        Gen.Select(_flows, _events.Array[1, 25]).Sample(
            (flows, events) =>
            {
                if (Checked(flows) is not { } pack)
                    return;

                var talk = Begin(pack);
                foreach (var e in events)
                {
                    if (talk.State.Dialog is null)
                        return;

                    // A second sticker or place in a row is passed over in silence, and so is what nobody waits for.
                    var said = talk.Do(e).Messages;
                    if (e is CitizenWrote or CitizenPressed)
                        Assert.NotEmpty(said);
                }
            },
            iter: 1000, threads: 1);
    }

    [Fact]
    public void The_state_survives_its_json_form()
    {
        Gen.Select(_flows, _events.Array[1, 15]).Sample(
            (flows, events) =>
            {
                if (Checked(flows) is not { } pack)
                    return;

                var talk = Begin(pack);
                foreach (var e in events)
                {
                    talk.Do(e);
                    var json = JsonForm.Write(talk.State);
                    Assert.Equal(json, JsonForm.Write(JsonForm.ReadState(json)));
                }
            },
            iter: 300, threads: 1);
    }

    // What was pressed of several choices is a part of that question's answer, and goes back with it.
    private static Dictionary<string, string> Without(Pack pack, DialogState dialog)
    {
        var slots = new Dictionary<string, string>(dialog.Slots, StringComparer.Ordinal);
        if (pack.Plan(dialog.Flow)!.Steps[dialog.Step].Step is AskStep { Kind: AskKind.Choices } ask)
            slots.Remove(ask.Slot);

        return slots;
    }

    private static IEnumerable<KeyValuePair<string, string>> Sorted(IReadOnlyDictionary<string, string> slots) =>
        slots.OrderBy(slot => slot.Key, StringComparer.Ordinal);

    private static LawTalk Begin(Pack pack)
    {
        var talk = new LawTalk(pack);
        talk.Do(new CitizenPressed(Press.Language + "ru"));
        talk.Do(new CitizenPressed(Press.Entry + "law-one"));
        return talk;
    }

    private static Pack? Checked(Flow[] flows)
    {
        var pack = new Pack(_base with { Flows = flows }, 7);
        var problems = PackCheck.Run(pack, null, new DateOnly(2026, 11, 24), 1600, [Service]);
        _refused = problems.FirstOrDefault(problem => problem.Severity == Severity.Error)?.ToString() ?? _refused;
        return problems.Any(problem => problem.Severity == Severity.Error) ? null : pack;
    }

    // Steps get names, ways that exist, and conditions on slots that were asked; the last one says something.
    private static Flow Named(string id, Step[] made)
    {
        var (steps, tails) = (new List<Step>(), new List<Step>());
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, step) in made.Index())
        {
            var name = FormattableString.Invariant($"s{at}");
            string Way(string wanted) => FormattableString.Invariant($"s{(wanted[1] - '0') % (made.Length + 1)}");
            string Ahead(string wanted) => FormattableString.Invariant($"s{at + 1 + (wanted[1] - '0') % (made.Length - at)}");
            steps.Add(step switch
            {
                AskStep ask => ask with
                {
                    Id = name,
                    Choices = [.. ask.Choices.Select(choice => choice.Goto is null ? choice : choice with { Goto = Way(choice.Goto) })],
                    Timeout = ask.Timeout?.Goto is { } late ? ask.Timeout with { Goto = Way(late) } : ask.Timeout,
                },
                SetStep set => set with { Id = name },
                AnswerStep answer => answer with { Id = name },
                CountStep count => count with { Id = name },
                ServiceStep service => service with { Id = name, Else = service.Else is null ? null : Ahead(service.Else) },
                HandOffStep or RateStep or EndStep or GotoStep => Fork(step, name, Ahead("s0"), tails),
                BranchStep branch when asked.Contains(branch.Rows[0].If!.Comparisons.First().Slot) => branch with { Id = name, Rows = [branch.Rows[0] with { Goto = Ahead(branch.Rows[0].Goto) }] },
                CallStep when id == "law-one" => new CallStep(name, "law-two", _place),
                _ => new SayStep(name, "thanks", _place),
            });
            if (step is AskStep filled)
                asked.Add(filled.Slot);
        }

        steps.Add(new SayStep(FormattableString.Invariant($"s{made.Length}"), "cancelled", _place));
        if (tails.Count > 0)
            steps.Add(new EndStep(null, _place));

        return new Flow(id, "this-desk", new LocalText(id, id, id), new LocalText(id, id, id), Phrasings.None, null, [.. steps, .. tails], _place);
    }

    // What ends a way stands behind the flow, where a choice leads to it.
    private static AskStep Fork(Step step, string name, string ahead, List<Step> tails)
    {
        var tail = "t" + name;
        tails.AddRange(step switch
        {
            HandOffStep handOff => [handOff with { Id = tail }],
            RateStep => [new RateStep(tail, _place)],
            GotoStep => [new GotoStep(tail, ahead, _place)],
            _ => new Step[] { new SayStep(tail, "thanks", _place), new EndStep(null, _place) },
        });
        return new AskStep(name, "a", AskKind.Choice, "book.region", _place)
        {
            Choices = [new("x", "button.yes", null, _place), new("y", "button.no", tail, _place)],
        };
    }

    private static Step Made(int kind, int slot, int target)
    {
        var (name, to) = (_slots[slot], FormattableString.Invariant($"s{target}"));
        StepChoice[] choices = [new("x", "button.yes", null, _place), new("y", "button.no", target % 2 == 0 ? to : null, _place), new("z", "button.other", null, _place)];
        AskStep Ask(AskKind what) => new(null, name, what, "book.region", _place) { Optional = target == 1, Limit = 2 };
        return kind switch
        {
            0 => Ask(AskKind.Text),
            1 => Ask(AskKind.Number) with { Min = 1, Max = 9 },
            2 or 3 => Ask(AskKind.Choice) with { Choices = choices },
            4 or 5 => Ask(AskKind.Choices) with { Choices = choices, Min = target % 2 },
            6 => Ask(AskKind.Date) with { From = "today" },
            7 => Ask(AskKind.Phone),
            8 => Ask(AskKind.File) with { Optional = true },
            9 => Ask(AskKind.Location),
            10 => Ask(AskKind.Region),
            11 => new SayStep(null, "cancelled", _place),
            12 => new SetStep(null, name, TextTemplate.Parse("v"), _place),
            13 => new BranchStep(null, [new BranchRow(Condition.Parse($"{name} = x", out _), to, _place)], null, _place),
            14 => new CallStep(null, "law-two", _place),
            15 => Ask(AskKind.Topic),
            16 => Ask(AskKind.Time) with { From = "09:00", To = "18:00" },
            17 => Ask(AskKind.IdNumber),
            18 => Ask(AskKind.Form) with { Form = InputForm.Parse("f:{a}") },
            19 => Ask(AskKind.Number) with { Timeout = new StepTimeout(TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), target < 4 ? to : null) },
            20 => new ServiceStep(null, Service, new Dictionary<string, TextTemplate> { ["one"] = TextTemplate.Parse("v") }, new Dictionary<string, string> { [name] = "field" }, null, "cancelled", target < 4 ? to : null, _place),
            21 => new HandOffStep(null, null, null, TextTemplate.Parse("v"), null, target % 2 == 0, _place),
            22 => new RateStep(null, _place),
            23 => target % 2 == 0 ? new EndStep(null, _place) : new GotoStep(null, to, _place),
            24 => new CountStep(null, "counted", _place),
            _ => new AnswerStep(null, TextTemplate.Parse("passport"), _place),
        };
    }

    private sealed class LawTalk(Pack pack)
    {
        // No limit a minute: these citizens are quick.
        private readonly Talk _talk = new()
        {
            Settings = new ConversationSettings { CodeKey = new byte[32], MessagesPerMinute = 0, Services = new Dictionary<string, TimeSpan> { [Service] = TimeSpan.FromSeconds(5) } },
        };

        private int _numbers;

        /// <summary>How often a flow began.</summary>
        public int Begun { get; private set; }

        public ConversationState State { get; set; } = ConversationState.New;

        public Turn Do(ConversationEvent e)
        {
            // "#3" presses the third button of what is offered.
            if (e is CitizenPressed { Value: ['#', var digit] })
            {
                var buttons = State.Choices?.Buttons ?? [];
                e = new CitizenPressed(buttons.Count == 0 ? "i:menu" : buttons[(digit - '0') % buttons.Count].Value);
            }

            // A timer comes at its time; a service answers what it was asked.
            if (e is TimerFired { Timer: TimerKind.Silence } && State.SilenceDue is { } due)
                _talk.Now = due;
            else if (e is TimerFired { Timer: TimerKind.Service } late)
                e = late with { Subject = State.Dialog?.Call?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "0" };
            else if (e is ServiceAnswered answered)
                e = answered with { Call = State.Dialog?.Call ?? 0 };

            var turn = Conversation.Decide(State, e, _talk.World() with { Pack = pack, ReservedNumber = TalonNumber.Format(2026, _numbers + 1) });
            Begun += turn.Marks.Count(mark => mark.Name == "flow");
            State = turn.State;
            _numbers += turn.NumberUsed ? 1 : 0;
            return turn;
        }
    }
}
