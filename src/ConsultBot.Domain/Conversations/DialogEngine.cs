using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>Runs a flow from one question to the next.</summary>
internal static class DialogEngine
{
    private const int FailuresBeforeSimple = 2;

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
        FlowRun.Run(draft, DialogWords.Plan(draft)!, 0);
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

    /// <summary>A date, a time, a phone or a number that the step asks for is no slip of another word.</summary>
    public static bool TakesExact(TurnDraft draft, string text)
    {
        if (Waiting(draft) is not { Kind: AskKind.Date or AskKind.Time or AskKind.Phone or AskKind.Number or AskKind.IdNumber } ask
            || StepInput.Read(draft, ask, text).Value is not { } value)
        {
            return false;
        }

        Keep(draft, ask, value);
        return true;
    }

    /// <summary>Free text that the waiting step takes before anything else may read it.</summary>
    public static bool Accepts(TurnDraft draft, string text)
    {
        if (Waiting(draft) is not { } ask || !StepInput.ReadsWords(ask.Kind))
            return false;

        Input(draft, text);
        return true;
    }

    public static void Input(TurnDraft draft, string text)
    {
        if (ServiceRules.Waits(draft))
        {
            ServiceRules.Wait(draft);
            return;
        }

        if (Waiting(draft) is not { } ask)
        {
            Gone(draft);
            return;
        }

        if (StepInput.IsSkip(draft, ask, text))
        {
            Go(draft, ask, null);
            return;
        }

        var reading = StepInput.Read(draft, ask, text);
        if (reading.Value is { } value)
            Keep(draft, ask, value);
        else
            Wrong(draft, ask, reading, text);
    }

    /// <summary>The waiting step asks for a number that is hidden elsewhere.</summary>
    public static bool AsksForNumber(TurnDraft draft) => Waiting(draft) is { Kind: AskKind.IdNumber };

    /// <summary>The waiting step asks for such a photo, document or place.</summary>
    public static bool AsksForMedia(TurnDraft draft, CitizenSentMedia media) =>
        Waiting(draft) is { } ask && StepInput.Read(draft, ask, media) is not null;

    public static void TakeMedia(TurnDraft draft, CitizenSentMedia media)
    {
        if (Waiting(draft) is { } ask && StepInput.Read(draft, ask, media) is { } value)
            Keep(draft, ask, value);
    }

    /// <summary>A button of a dialog: flow, step and value.</summary>
    public static void Pressed(TurnDraft draft, string[] parts)
    {
        if (ServiceRules.Waits(draft))
        {
            ServiceRules.Wait(draft);
            return;
        }

        if (parts.Length != 3 || draft.State.Dialog?.Flow != parts[0] || Waiting(draft) is not { } ask || ask.Slot != parts[1])
        {
            Press.Old(draft);
            return;
        }

        if (ask.Optional && parts[2] == Press.Skip)
            Go(draft, ask, null);
        else if (ask.Kind == AskKind.Choices)
            PressedOneOfSeveral(draft, ask, parts[2]);
        else if (StepInput.Known(draft, ask, parts[2]) is { } value)
            Keep(draft, ask, value);
        else
            Press.Old(draft);
    }

    /// <summary>Takes the last answer back and asks again; false at the first question.</summary>
    public static bool Back(TurnDraft draft)
    {
        var dialog = draft.State.Dialog!;
        if (dialog.Answered.Count == 0 || DialogWords.Plan(draft) is not { } plan)
            return false;

        var last = dialog.Answered[^1];
        var slots = new Dictionary<string, string>(dialog.Slots, StringComparer.Ordinal);
        if (Waiting(draft) is { Kind: AskKind.Choices } several)
            slots.Remove(several.Slot);
        if (plan.Steps[last.Step].Step is AskStep ask)
            slots.Remove(ask.Slot);
        foreach (var (slot, value) in last.Before ?? FlowRun.Nothing)
        {
            if (value is null)
                slots.Remove(slot);
            else
                slots[slot] = value;
        }

        draft.State = draft.State with
        {
            Dialog = dialog.At(last.Step) with { Slots = slots, Answered = [.. dialog.Answered.Take(dialog.Answered.Count - 1)] },
        };
        Prompt(draft);
        return true;
    }

    /// <summary>Says the waiting question.</summary>
    public static void Prompt(TurnDraft draft)
    {
        if (ServiceRules.Waits(draft))
            ServiceRules.Wait(draft);
        else if (Waiting(draft) is { } ask)
            Ask(draft, ask, DialogWords.Say(draft, ask.Text));
        else
            Gone(draft);
    }

    /// <summary>Says the waiting question within another text, which has <c>{question}</c> in it.</summary>
    public static void Ask(TurnDraft draft, string textId)
    {
        if (Waiting(draft) is { } ask)
            Ask(draft, ask, DialogWords.Own(draft, textId, ("question", DialogWords.Say(draft, ask.Text))));
    }

    /// <summary>The question waits no longer: on by its way for silence, or the dialog ends with a word.</summary>
    public static void GoOnUnanswered(TurnDraft draft)
    {
        var plan = DialogWords.Plan(draft)!;
        if (plan.Steps[draft.State.Dialog!.Step] is { Late: not FlowPlan.Over, Step: AskStep ask } planned)
        {
            Leave(draft, ask, null);
            FlowRun.Run(draft, plan, planned.Late);
            return;
        }

        draft.Reply.Topic = plan.Flow.Topic;
        draft.Reply.Say(DialogWords.Own(draft, "ask.timeout"));
        draft.Reply.Offer(draft.Button(Press.Menu, "button.menu"), MenuRules.Person(draft));
        draft.State = draft.State with { Dialog = null, Pending = null };
    }

    /// <summary>Goes on at the same step after something else was told in this turn.</summary>
    public static void Resume(TurnDraft draft)
    {
        if (Waiting(draft) is not { } ask)
            return;

        draft.Reply.Say(draft.Text("resume", ("question", DialogWords.Say(draft, ask.Text))));
        draft.Reply.Offer(StepInput.Buttons(draft, ask));
    }

    private static void Keep(TurnDraft draft, AskStep ask, string value)
    {
        draft.State = draft.State with
        {
            Region = ask.Kind == AskKind.Region ? value : draft.State.Region,
            Topic = ask.Kind == AskKind.Topic ? value : draft.State.Topic,
        };
        Go(draft, ask, value);
    }

    // The step is answered, or skipped without a value: on to the next one.
    private static void Go(TurnDraft draft, AskStep ask, string? value)
    {
        var plan = DialogWords.Plan(draft)!;
        var planned = plan.Steps[draft.State.Dialog!.Step];
        Leave(draft, ask, value);
        var chosen = ask.Kind == AskKind.Choice ? ChoiceAt(ask, value) : -1;
        FlowRun.Run(draft, plan, chosen < 0 ? planned.Next : planned.Targets[chosen]);
    }

    // Fills or empties the slot and notes the way back, the oldest step of it forgotten.
    private static void Leave(TurnDraft draft, AskStep ask, string? value)
    {
        var dialog = draft.State.Dialog!;
        var old = dialog.Slots.GetValueOrDefault(ask.Slot);
        var slots = new Dictionary<string, string>(dialog.Slots, StringComparer.Ordinal);
        if (value is null)
            slots.Remove(ask.Slot);
        else
            slots[ask.Slot] = value;

        var answered = new AnsweredStep(dialog.Step, old is null || ask.Kind == AskKind.Choices ? null : new Dictionary<string, string?>(StringComparer.Ordinal) { [ask.Slot] = old });
        var latest = dialog.Answered.Count < DialogState.MaxAnswered ? dialog.Answered : dialog.Answered.Skip(1);
        draft.State = draft.State with
        {
            Dialog = dialog with { Slots = slots, Attempts = 0, Answered = [.. latest, answered] },
            Pending = null,
        };
    }

    private static void Ask(TurnDraft draft, AskStep ask, string words)
    {
        draft.Reply.Kind = MessageKind.Prompt;
        draft.Reply.Topic = DialogWords.Plan(draft)!.Flow.Topic;
        draft.Reply.Short = true;
        draft.Reply.Say(words);
        draft.Reply.Offer(StepInput.Buttons(draft, ask));
    }

    private static int ChoiceAt(AskStep ask, string? value)
    {
        for (var i = 0; i < ask.Choices.Count; i++)
        {
            if (ask.Choices[i].Value == value)
                return i;
        }

        return -1;
    }

    // One press chooses one more; "done" goes on.
    private static void PressedOneOfSeveral(TurnDraft draft, AskStep ask, string value)
    {
        var dialog = draft.State.Dialog!;
        var chosen = dialog.Slots.GetValueOrDefault(ask.Slot);
        if (value == Press.Done && StepInput.Enough(ask, chosen))
        {
            Keep(draft, ask, chosen ?? "");
            return;
        }

        if (ChoiceAt(ask, value) >= 0)
        {
            var several = StepInput.Ordered(ask, [.. chosen?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [], value]);
            var slots = new Dictionary<string, string>(dialog.Slots, StringComparer.Ordinal) { [ask.Slot] = several };
            draft.State = draft.State with { Dialog = dialog with { Slots = slots } };
        }

        Prompt(draft);
    }

    // A question in the midst of a dialog is answered, then the dialog goes on at the same step.
    private static void Wrong(TurnDraft draft, AskStep ask, StepReading reading, string text)
    {
        if (reading.Reason == StepReading.Wrong.Reason && StepInput.MayBeQuestion(ask.Kind) && Digression(draft, text))
            return;

        var dialog = draft.State.Dialog!;
        draft.State = draft.State with { Dialog = dialog with { Attempts = dialog.Attempts + 1 }, Pending = null };
        draft.Reply.Say(StepRetry.Words(draft, ask, reading));
        Prompt(draft);
        draft.Reply.Paragraphs.RemoveAt(draft.Reply.Paragraphs.Count - 1);
        if (dialog.Attempts + 1 < ask.Limit)
        {
            if (dialog.Attempts + 1 == FailuresBeforeSimple)
                AnswerRules.OfferSimple(draft);

            return;
        }

        draft.Reply.Say(draft.Text("human.offer"));
        draft.State = draft.State with { Pending = new PendingQuestion(PendingKind.CallOfficer, null) };
    }

    private static bool Digression(TurnDraft draft, string text)
    {
        // One word that does not fit is a wrong answer rather than a question.
        if (draft.Read(text).Words.Length < 2)
            return false;

        var decision = draft.World.Index.Ask(text);
        if (decision.Kind != AnswerKind.Answer || draft.World.Pack.Topic(decision.Best) is null)
            return false;

        var topic = draft.State.Topic;
        draft.Mark("digression", decision.Best!);
        AnswerRules.Tell(draft, decision.Best!, text);
        draft.State = draft.State with { Topic = topic };
        Resume(draft);
        return true;
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

    /// <summary>The question that waits for the citizen; null when none does.</summary>
    public static AskStep? Waiting(TurnDraft draft) =>
        draft.State.Dialog is { } dialog && DialogWords.Plan(draft) is { } plan && dialog.Step < plan.Steps.Count ? plan.Steps[dialog.Step].Step as AskStep : null;

    private static void Gone(TurnDraft draft)
    {
        draft.State = draft.State with { Dialog = null };
        Press.Old(draft);
    }
}
