using System.Globalization;
using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>Runs a flow from one question to the next.</summary>
internal static class DialogEngine
{
    /// <summary>Steps without input in one turn; a flow that needs more goes round in a circle.</summary>
    public const int MaxSteps = 100;

    /// <summary>Wrong inputs at one step after which a person is offered.</summary>
    public const int MaxAttempts = 3;

    public static void Start(TurnDraft draft, Flow flow, IReadOnlyDictionary<string, string> slots)
    {
        draft.Mark("flow", flow.Id);
        draft.State = draft.State with
        {
            Dialog = new DialogState(draft.World.Pack.Number, flow.Id, 0, slots, 0, []),
            Pending = null,
            Misunderstood = 0,
            Topic = draft.State.Topic ?? flow.Topic,
        };
        Run(draft, flow, 0);
    }

    /// <summary>The text is a typed form, one word of a fixed shape: it can mean nothing else, so no other rule looks at it.</summary>
    public static bool IsForm(TurnDraft draft, string text) =>
        WaitingForm(draft)?.Form?.Match(text) is not null || StartedBy(draft, text) is not null;

    /// <summary>A form answers the step that waits for it, or begins its flow from anywhere, also from the midst of another.</summary>
    public static void TakeForm(TurnDraft draft, string text)
    {
        if (WaitingForm(draft) is { } ask && ask.Form?.Match(text) is { } value)
            Keep(draft, ask, value);
        else if (StartedBy(draft, text) is { } flow)
            Start(draft, flow, new Dictionary<string, string>(StringComparer.Ordinal) { [flow.Start!.Slot] = flow.Start.Match(text)! });
    }

    /// <summary>Free text that the waiting step takes before anything else may read it.</summary>
    public static bool Accepts(TurnDraft draft, string text)
    {
        if (Waiting(draft) is not { } ask || ask.Kind is not (AskKind.Text or AskKind.Form or AskKind.Number))
            return false;

        Input(draft, text);
        return true;
    }

    public static void Input(TurnDraft draft, string text)
    {
        if (Waiting(draft) is not { } ask)
        {
            Gone(draft);
            return;
        }

        if (StepInput.Read(draft, ask, text) is { } value)
            Keep(draft, ask, value);
        else
            Wrong(draft, ask, text);
    }

    /// <summary>A button of a dialog: flow, step and value.</summary>
    public static void Pressed(TurnDraft draft, string[] parts)
    {
        if (parts.Length != 3 || draft.State.Dialog?.Flow != parts[0] || Waiting(draft) is not { } ask || ask.Slot != parts[1])
        {
            Press.Old(draft);
            return;
        }

        if (StepInput.Known(draft, ask, parts[2]) is { } value)
            Keep(draft, ask, value);
        else
            Press.Old(draft);
    }

    /// <summary>Takes the last answer back and asks again; false at the first question.</summary>
    public static bool Back(TurnDraft draft)
    {
        var dialog = draft.State.Dialog!;
        if (dialog.Answered.Count == 0 || Flow(draft) is not { } flow)
            return false;

        var step = dialog.Answered[^1];
        var slots = new Dictionary<string, string>(dialog.Slots, StringComparer.Ordinal);
        if (flow.Steps[step] is AskStep ask)
            slots.Remove(ask.Slot);

        draft.State = draft.State with
        {
            Dialog = dialog with { Step = step, Slots = slots, Attempts = 0, Answered = [.. dialog.Answered.Take(dialog.Answered.Count - 1)] },
        };
        Prompt(draft);
        return true;
    }

    /// <summary>Says the waiting question.</summary>
    public static void Prompt(TurnDraft draft)
    {
        if (Waiting(draft) is not { } ask || Flow(draft) is not { } flow)
        {
            Gone(draft);
            return;
        }

        draft.Reply.Kind = MessageKind.Prompt;
        draft.Reply.Topic = flow.Topic;
        draft.Reply.Short = true;
        draft.Reply.Say(Words(draft, ask.Text));
        draft.Reply.Offer(StepInput.Buttons(draft, flow, ask));
    }

    private static void Run(TurnDraft draft, Flow flow, int step)
    {
        for (var steps = 0; steps < MaxSteps; steps++)
        {
            if (step >= flow.Steps.Count)
            {
                draft.State = draft.State with { Dialog = null };
                return;
            }

            switch (flow.Steps[step])
            {
                case AskStep:
                    draft.State = draft.State with { Dialog = draft.State.Dialog! with { Step = step, Attempts = 0 } };
                    Prompt(draft);
                    return;
                case SayStep say:
                    draft.Reply.Kind = MessageKind.Bot;
                    draft.Reply.Topic = flow.Topic;
                    draft.Reply.Say(Words(draft, say.Text));
                    break;
                case CountStep count:
                    Count(draft, count.Slot);
                    break;
                case HandOffStep handOff:
                    HandOff(draft, handOff);
                    return;
                case EndStep:
                    draft.State = draft.State with { Dialog = null };
                    return;
            }

            step = flow.Steps[step] is GotoStep target ? flow.IndexOf(target.Target) : step + 1;
        }

        throw new InvalidOperationException($"Flow {flow.Id} runs {MaxSteps} steps without asking anything.");
    }

    private static void Keep(TurnDraft draft, AskStep ask, string value)
    {
        var flow = Flow(draft)!;
        var dialog = draft.State.Dialog!;
        var slots = new Dictionary<string, string>(dialog.Slots, StringComparer.Ordinal) { [ask.Slot] = value };
        draft.State = draft.State with
        {
            Dialog = dialog with { Slots = slots, Attempts = 0, Answered = [.. dialog.Answered, dialog.Step] },
            Region = ask.Kind == AskKind.Region ? value : draft.State.Region,
            Topic = ask.Kind == AskKind.Topic ? value : draft.State.Topic,
        };
        var target = ask.Choices.FirstOrDefault(choice => choice.Value == value)?.Goto;
        Run(draft, flow, target is null ? dialog.Step + 1 : flow.IndexOf(target));
    }

    // A question in the midst of a dialog is answered, then the dialog goes on at the same step.
    private static void Wrong(TurnDraft draft, AskStep ask, string text)
    {
        var decision = ask.Kind is AskKind.Choice or AskKind.Region ? draft.World.Index.Ask(text) : null;
        if (decision is { Kind: AnswerKind.Answer } && draft.World.Pack.Topic(decision.Best) is not null)
        {
            var topic = draft.State.Topic;
            AnswerRules.Tell(draft, decision.Best!, text);
            draft.State = draft.State with { Topic = topic };
            if (draft.State.Dialog is null)
                return;

            var (kind, signed) = (draft.Reply.Kind, draft.Reply.Topic);
            Prompt(draft);
            draft.Reply.Kind = kind;
            draft.Reply.Topic = signed;
            draft.Reply.Short = false;
            return;
        }

        var attempts = draft.State.Dialog!.Attempts + 1;
        draft.State = draft.State with { Dialog = draft.State.Dialog with { Attempts = attempts } };
        draft.Reply.Say(Words(draft, ask.Retry));
        Prompt(draft);
        draft.Reply.Paragraphs.RemoveAt(draft.Reply.Paragraphs.Count - 1);
        if (attempts >= MaxAttempts)
            draft.Reply.Say(draft.Text("human.offer"));
    }

    private static void HandOff(TurnDraft draft, HandOffStep step)
    {
        var slots = draft.State.Dialog!.Slots;
        string Filled(TextTemplate template) => template.Fill(name => slots.GetValueOrDefault(name));
        var topic = step.Topic is null ? draft.State.Topic : Filled(step.Topic);
        var region = step.Region is null ? draft.State.Region : Filled(step.Region);
        Escalation.Open(draft, new EscalationRequest(
            Filled(step.Question), draft.World.Pack.Topic(topic) is null ? null : topic, draft.World.Register.Region(region)?.Id));
        draft.State = draft.State with { Dialog = null };
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

    // Slots are shown as people read them: a topic by its title, a region by its name.
    private static string Words(TurnDraft draft, string textId)
    {
        var dialog = draft.State.Dialog;
        var pack = DialogPack(draft);
        var flow = Flow(draft);
        return pack.Template(textId, draft.Language).Fill(name =>
        {
            if (dialog?.Slots.GetValueOrDefault(name) is { } value)
                return Shown(draft, flow, name, value);

            return draft.State.Memory.GetValueOrDefault(name) ?? FactFormat.Words(pack, name, draft.World.Today, draft.Language);
        });
    }

    private static string Shown(TurnDraft draft, Flow? flow, string slot, string value)
    {
        var kind = flow?.Steps.OfType<AskStep>().FirstOrDefault(ask => ask.Slot == slot)?.Kind;
        return kind switch
        {
            AskKind.Topic => DialogPack(draft).Topic(value)?.Title.In(draft.Language) ?? value,
            AskKind.Region => draft.World.Register.Region(value)?.Name.In(draft.Language) ?? value,
            _ => value,
        };
    }

    private static AskStep? WaitingForm(TurnDraft draft) => Waiting(draft) is { Kind: AskKind.Form } ask ? ask : null;

    private static Flow? StartedBy(TurnDraft draft, string text)
    {
        foreach (var flow in draft.World.Pack.Data.Flows)
        {
            if (flow.Start?.Match(text) is not null)
                return flow;
        }

        return null;
    }

    private static AskStep? Waiting(TurnDraft draft) =>
        draft.State.Dialog is { } dialog && Flow(draft) is { } flow && dialog.Step < flow.Steps.Count ? flow.Steps[dialog.Step] as AskStep : null;

    private static Flow? Flow(TurnDraft draft) => DialogPack(draft).Flow(draft.State.Dialog?.Flow);

    // A running dialog stays on the pack it began on.
    private static Pack DialogPack(TurnDraft draft) =>
        draft.State.Dialog is { } dialog && dialog.Pack != draft.World.Pack.Number && draft.World.DialogPack is { } older ? older : draft.World.Pack;

    private static void Gone(TurnDraft draft)
    {
        draft.State = draft.State with { Dialog = null };
        Press.Old(draft);
    }
}
