using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Dialogs.Steps;

namespace ConsultBot.Domain.Conversations;

/// <summary>A pack was called back: its talks go on at the same step of the pack in force, or begin anew with an apology.</summary>
internal static class RecallRules
{
    public static void Recalled(TurnDraft draft, PackRecalled recalled)
    {
        if (draft.State.Dialog is not { } dialog || dialog.Pack != recalled.Pack || dialog.Pack == draft.World.Pack.Number)
        {
            draft.Mark("recall", "elsewhere");
            return;
        }

        if (Same(draft, dialog) is { } moved)
        {
            draft.Mark("recall", "moved");
            draft.State = draft.State with { Dialog = moved };
            return;
        }

        // What was collected stays, for texts that name it.
        var memory = new Dictionary<string, string>(draft.State.Memory, StringComparer.Ordinal);
        foreach (var (slot, value) in dialog.Slots)
            memory[slot] = value;

        draft.Mark("recall", "menu");
        draft.State = draft.State with { Dialog = null, Pending = null, Memory = memory };
        if (draft.State.Stopped || draft.State.Unreachable || draft.State.Owner == Owner.Officer)
            return;

        draft.Reply.Say(draft.Text("recalled"));
        MenuRules.Show(draft);
    }

    // The step that asks for the same thing under the same name; the way back as far as it is the same.
    private static DialogState? Same(TurnDraft draft, DialogState dialog)
    {
        if (draft.World.DialogPack?.Plan(dialog.Flow) is not { } old || draft.World.Pack.Plan(dialog.Flow) is not { } plan)
            return null;

        var step = Find(old, dialog.Step, plan);
        return step == FlowPlan.Over
            ? null
            : dialog with
            {
                Pack = draft.World.Pack.Number,
                Step = step,
                Answered = [.. dialog.Answered.Select(answered => answered with { Step = Find(old, answered.Step, plan) }).Where(answered => answered.Step != FlowPlan.Over)],
            };
    }

    private static int Find(FlowPlan old, int step, FlowPlan plan)
    {
        if (step >= old.Steps.Count || old.Steps[step] is not { Name: { } name, Step: var was })
            return FlowPlan.Over;

        var at = plan.IndexOf(name);
        return at != FlowPlan.Over && AsksTheSame(was, plan.Steps[at].Step) ? at : FlowPlan.Over;
    }

    private static bool AsksTheSame(Step was, Step step) => (was, step) switch
    {
        (AskStep before, AskStep now) => before.Slot == now.Slot && before.Kind == now.Kind,
        (ServiceStep before, ServiceStep now) => before.Service == now.Service,
        _ => false,
    };
}
