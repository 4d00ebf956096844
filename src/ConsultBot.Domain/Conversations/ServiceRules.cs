using System.Globalization;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>A dialog that asks an outside service: the turn ends, the answer or its failure leads on.</summary>
internal static class ServiceRules
{
    // The caller tells of its own time-out; this is for a caller that is gone, as after a crash.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(5);

    /// <summary>Ends the turn with the call; false when the settings do not declare the service any more.</summary>
    /// <param name="at">Index of the step in the plan.</param>
    public static bool Call(TurnDraft draft, ServiceStep step, int at)
    {
        if (!draft.World.Settings.Services.TryGetValue(step.Service, out var timeout))
        {
            draft.Mark("service", $"{step.Service} undeclared");
            return false;
        }

        var (dialog, turn) = (draft.State.Dialog!, draft.State.Turns);
        var values = step.Send.ToDictionary(value => value.Key, value => value.Value.Fill(name => dialog.Slots.GetValueOrDefault(name) ?? ""), StringComparer.Ordinal);
        draft.State = draft.State with { Dialog = dialog.At(at) with { Call = turn } };
        draft.Act(new CallService(step.Service, turn, values, [.. step.Keep.Values.Distinct(StringComparer.Ordinal)]));
        draft.Timer(TimerKind.Service, Subject(turn), draft.World.Now + timeout + _grace);
        draft.Mark("service", $"{step.Service} asked");
        Wait(draft);
        return true;
    }

    /// <summary>A service is being asked, and the dialog waits for it.</summary>
    public static bool Waits(TurnDraft draft) => Waiting(draft) is not null;

    /// <summary>Says that it is being asked.</summary>
    public static void Wait(TurnDraft draft)
    {
        if (Waiting(draft) is not { Step: ServiceStep step })
            return;

        draft.Reply.Topic = DialogWords.Plan(draft)!.Flow.Topic;
        draft.Reply.Short = true;
        draft.Reply.Say(step.Text is { } text && DialogWords.Holds(draft, text) ? DialogWords.Say(draft, text) : DialogWords.Own(draft, "service.wait"));
        draft.Reply.Offer(draft.Button(Press.Menu, "button.menu"), MenuRules.Person(draft));
    }

    public static void Answered(TurnDraft draft, ServiceAnswered answer)
    {
        if (draft.State.Dialog is not { } dialog || dialog.Call != answer.Call || Waiting(draft) is not { Step: ServiceStep step } planned)
        {
            draft.Mark("service", "late");
            return;
        }

        draft.Timer(TimerKind.Service, Subject(answer.Call), null);
        draft.Mark("service", $"{step.Service} {answer.Fault ?? "answered"}");
        draft.State = draft.State with { Dialog = dialog with { Call = null } };
        var plan = DialogWords.Plan(draft)!;
        if (answer.Fault is not null)
        {
            FlowRun.Run(draft, plan, Failed(draft, step, planned));
            return;
        }

        foreach (var (slot, field) in step.Keep)
            FlowRun.Put(draft, slot, answer.Values.GetValueOrDefault(field));

        FlowRun.Run(draft, plan, planned.Next);
    }

    /// <summary>The service was asked long ago and nothing came.</summary>
    public static void Late(TurnDraft draft, string subject)
    {
        if (draft.State.Dialog?.Call is { } call && Subject(call) == subject)
            Answered(draft, new ServiceAnswered(call, new Dictionary<string, string>(StringComparer.Ordinal), "did not answer"));
    }

    /// <summary>Says the fallback; returns where the way goes on.</summary>
    public static int Failed(TurnDraft draft, ServiceStep step, PlannedStep planned)
    {
        draft.Reply.Topic = DialogWords.Plan(draft)!.Flow.Topic;
        draft.Reply.Say(DialogWords.Say(draft, step.Fallback));
        if (planned.Targets.Count > 0)
            return planned.Targets[0];

        draft.State = draft.State with { Dialog = null };
        PendingRules.Ask(draft, PendingKind.CallOfficer, "human.offer");
        return FlowPlan.Over;
    }

    private static PlannedStep? Waiting(TurnDraft draft) =>
        draft.State.Dialog is { Call: not null } dialog && DialogWords.Plan(draft) is { } plan && dialog.Step < plan.Steps.Count ? plan.Steps[dialog.Step] : null;

    private static string Subject(int call) => call.ToString(CultureInfo.InvariantCulture);
}
