using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Dialogs.Steps;

namespace ConsultBot.Domain.Conversations;

/// <summary>A dialog's texts with its slots in them, as people read them.</summary>
internal static class DialogWords
{
    /// <summary>The pack of the running dialog: it stays on the one it began on.</summary>
    public static Pack Pack(TurnDraft draft) =>
        draft.State.Dialog is { } dialog && dialog.Pack != draft.World.Pack.Number && draft.World.DialogPack is { } older ? older : draft.World.Pack;

    /// <summary>The running flow; null when the pack does not have it any more.</summary>
    public static FlowPlan? Plan(TurnDraft draft) => Pack(draft).Plan(draft.State.Dialog?.Flow);

    /// <summary>Every fact in the text is in force; one that is not is never told as true.</summary>
    public static bool Holds(TurnDraft draft, string textId)
    {
        var pack = Pack(draft);
        foreach (var name in pack.Template(textId, draft.Language).Names)
        {
            if (pack.HasFact(name) && FactFormat.Words(pack, name, draft.World.Today, draft.Language) is null)
                return false;
        }

        return true;
    }

    /// <summary>A text of the desk in the dialog's own pack, which was checked for having it.</summary>
    public static string Own(TurnDraft draft, string textId, params ReadOnlySpan<(string Name, string Value)> values) =>
        Pack(draft).Text(textId, draft.Language, values);

    public static string Say(TurnDraft draft, string textId) => Fill(draft, Pack(draft).Template(textId, draft.Language));

    public static string Fill(TurnDraft draft, TextTemplate template)
    {
        var dialog = draft.State.Dialog;
        var plan = Plan(draft);
        return template.Fill(name =>
        {
            if (dialog?.Slots.GetValueOrDefault(name) is { } value)
                return Shown(draft, plan, name, value);

            return draft.State.Memory.GetValueOrDefault(name)
                ?? FactFormat.Words(Pack(draft), name, draft.World.Today, draft.Language)
                ?? (IsSlot(plan, name) ? "—" : null);
        });
    }

    private static string Shown(TurnDraft draft, FlowPlan? plan, string slot, string value)
    {
        if (Ask(plan, slot) is not { } ask)
            return value;

        return ask.Kind switch
        {
            AskKind.Topic => Pack(draft).Topic(value)?.Title.In(draft.Language) ?? value,
            AskKind.Region => draft.World.Register.Region(value)?.Name.In(draft.Language) ?? value,
            AskKind.Date when StepInput.Day(value, default) is { } date => DateWords.Date(date),
            AskKind.Choice => Label(draft, ask, value),
            AskKind.Choices => string.Join(", ", value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => Label(draft, ask, one))),
            _ => value,
        };
    }

    private static string Label(TurnDraft draft, AskStep ask, string value) =>
        ask.Choices.FirstOrDefault(choice => choice.Value == value) is { } found ? Pack(draft).Text(found.Label, draft.Language) : value;

    // A slot that was skipped is shown as a dash, not as its name.
    private static bool IsSlot(FlowPlan? plan, string name) =>
        Ask(plan, name) is not null
        || plan?.Steps.Any(planned => planned.Step is SetStep set ? set.Slot == name : planned.Step is ServiceStep service && service.Keep.ContainsKey(name)) == true;

    private static AskStep? Ask(FlowPlan? plan, string slot)
    {
        if (plan is null)
            return null;

        foreach (var planned in plan.Steps)
        {
            if (planned.Step is AskStep ask && ask.Slot == slot)
                return ask;
        }

        return null;
    }
}
