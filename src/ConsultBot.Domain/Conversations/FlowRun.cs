using System.Globalization;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>Goes through a flow's steps until one asks something or the dialog is over.</summary>
internal static class FlowRun
{
    /// <summary>No slot had a value before.</summary>
    public static IReadOnlyDictionary<string, string?> Nothing { get; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <param name="at">Index of the first step, or <see cref="FlowPlan.Over"/>.</param>
    public static void Run(TurnDraft draft, FlowPlan plan, int at)
    {
        for (var steps = 0; steps <= FlowPlan.MaxSteps; steps++)
        {
            if (at == FlowPlan.Over || draft.State.Dialog is null)
            {
                draft.State = draft.State with { Dialog = null };
                return;
            }

            draft.World.Visited?.Invoke(plan.Steps[at].Step);
            switch (plan.Steps[at].Step)
            {
                case AskStep ask when !DialogWords.Holds(draft, ask.Text):
                    Expired(draft, plan.Flow);
                    return;
                case AskStep ask:
                    if (ask.Kind == AskKind.Choices)
                        Put(draft, ask.Slot, null);

                    draft.State = draft.State with { Dialog = draft.State.Dialog!.At(at) };
                    DialogEngine.Prompt(draft);
                    return;
                case ServiceStep service:
                    if (ServiceRules.Call(draft, service, at))
                        return;

                    at = ServiceRules.Failed(draft, service, plan.Steps[at]);
                    break;
                case HandOffStep handOff:
                    HandOff(draft, handOff);
                    return;
                case RateStep:
                    Rate(draft, plan.Flow);
                    return;
                default:
                    at = Pass(draft, plan, plan.Steps[at]);
                    break;
            }
        }

        throw new InvalidOperationException($"Flow {plan.Flow.Id} runs {FlowPlan.MaxSteps} steps without asking anything.");
    }

    // A step that asks nothing; returns where the way goes on.
    private static int Pass(TurnDraft draft, FlowPlan plan, PlannedStep planned)
    {
        switch (planned.Step)
        {
            case SayStep say when !DialogWords.Holds(draft, say.Text):
                Expired(draft, plan.Flow);
                break;
            case SayStep say:
                draft.Reply.Kind = MessageKind.Bot;
                draft.Reply.Topic = plan.Flow.Topic;
                draft.Reply.Say(DialogWords.Say(draft, say.Text));
                break;
            case CountStep count:
                Count(draft, count.Slot);
                break;
            case SetStep set:
                Put(draft, set.Slot, set.Value.Fill(name => draft.State.Dialog!.Slots.GetValueOrDefault(name) ?? ""));
                break;
            case BranchStep branch:
                return Branch(draft, branch, planned);
            case AnswerStep answer:
                Answer(draft, plan, answer, planned.Next);
                break;
        }

        return planned.Next;
    }

    // The citizen is told that it is being checked, and gets a person.
    private static void Expired(TurnDraft draft, Flow flow)
    {
        draft.Reply.Say(draft.Text("answer.expired"));
        Escalation.Open(draft, new EscalationRequest(flow.Title.In(draft.Language), draft.State.Topic, draft.State.Region));
        draft.State = draft.State with { Dialog = null };
    }

    private static int Branch(TurnDraft draft, BranchStep branch, PlannedStep planned)
    {
        var slots = draft.State.Dialog!.Slots;
        var today = draft.World.Today;
        for (var i = 0; i < branch.Rows.Count; i++)
        {
            if (branch.Rows[i].If is { } condition && condition.Holds(name => slots.GetValueOrDefault(name), today))
                return planned.Targets[i];
        }

        return planned.Next;
    }

    // At the end of a flow it is told as to any question, so that the citizen is asked whether it helped.
    private static void Answer(TurnDraft draft, FlowPlan plan, AnswerStep step, int next)
    {
        var slots = draft.State.Dialog!.Slots;
        if (draft.World.Pack.Topic(step.Topic.Fill(name => slots.GetValueOrDefault(name))) is not { } topic)
        {
            Escalation.Open(draft, new EscalationRequest(plan.Flow.Title.In(draft.Language), draft.State.Topic, draft.State.Region));
            return;
        }

        var ends = next != FlowPlan.Over && plan.Steps[next] is { Step: EndStep, Next: FlowPlan.Over };
        if (ends)
            draft.World.Visited?.Invoke(plan.Steps[next].Step);
        if (ends || next == FlowPlan.Over)
            draft.State = draft.State with { Dialog = null };

        AnswerRules.Tell(draft, topic.Id, plan.Flow.Title.In(draft.Language));
    }

    // Fills or empties a slot between two questions; going back over it gives the old value back.
    public static void Put(TurnDraft draft, string slot, string? value)
    {
        var dialog = draft.State.Dialog!;
        if (value is null && !dialog.Slots.ContainsKey(slot))
            return;

        var answered = dialog.Answered;
        if (answered.Count > 0 && answered[^1] is var last && last.Before?.ContainsKey(slot) != true)
        {
            var before = new Dictionary<string, string?>(last.Before ?? Nothing, StringComparer.Ordinal)
            {
                [slot] = DialogWords.Plan(draft)!.Steps[last.Step].Step is AskStep ask && ask.Slot == slot ? null : dialog.Slots.GetValueOrDefault(slot),
            };
            answered = [.. answered.Take(answered.Count - 1), last with { Before = before }];
        }

        var slots = new Dictionary<string, string>(dialog.Slots, StringComparer.Ordinal);
        if (value is null)
            slots.Remove(slot);
        else
            slots[slot] = value;

        draft.State = draft.State with { Dialog = dialog with { Slots = slots, Answered = answered } };
    }

    private static void HandOff(TurnDraft draft, HandOffStep step)
    {
        var slots = draft.State.Dialog!.Slots;
        string Raw(TextTemplate template) => template.Fill(name => slots.GetValueOrDefault(name));
        var topic = step.Topic is null ? draft.State.Topic : Raw(step.Topic);
        var region = step.Region is null ? draft.State.Region : Raw(step.Region);
        var question = DialogWords.Fill(draft, step.Question);
        if (step.Note is not null)
            question += "\n" + DialogWords.Say(draft, step.Note);

        Escalation.Open(draft, new EscalationRequest(
            question, draft.World.Pack.Topic(topic) is null ? null : topic, draft.World.Register.Region(region)?.Id, step.Urgent));
        draft.State = draft.State with { Dialog = null };
    }

    private static void Rate(TurnDraft draft, Flow flow)
    {
        draft.State = draft.State with { Dialog = null };
        if (AnswerRules.Record(draft, flow.Topic ?? draft.State.Topic, flow.Title.In(draft.Language)) is { } answered)
            RatingRules.AskFor(draft, answered);
    }

    private static void Count(TurnDraft draft, string slot)
    {
        var memory = draft.State.Memory;
        var before = memory.TryGetValue(slot, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        draft.State = draft.State with
        {
            Memory = new Dictionary<string, string>(memory, StringComparer.Ordinal) { [slot] = (before + 1).ToString(CultureInfo.InvariantCulture) },
        };
    }
}
