using ConsultBot.Domain.Conversations.Events;

namespace ConsultBot.Domain.Conversations;

/// <summary>A question of a dialog that a silent citizen leaves waiting: it is asked once more, then waits no longer.</summary>
internal static class SilenceRules
{
    /// <summary>After every turn: the timer runs from the citizen's last word, and only while a step wants it.</summary>
    public static void Settle(TurnDraft draft, ConversationEvent e)
    {
        if (draft.State is { Dialog: null, SilenceDue: null })
            return;

        var due = Due(draft);
        if (due is not null && draft.State.SilenceDue is not null && e is not (CitizenWrote or CitizenPressed or CitizenSentMedia or CitizenEdited))
            return;

        if (due == draft.State.SilenceDue)
            return;

        draft.Timer(TimerKind.Silence, "", due);
        draft.State = draft.State with { SilenceDue = due };
    }

    public static void Fired(TurnDraft draft)
    {
        // The citizen wrote in the meantime: the timer was set anew.
        if (draft.State.SilenceDue is not { } due || due > draft.World.Now)
            return;

        draft.State = draft.State with { SilenceDue = null };
        if (draft.State.Dialog is not { } dialog || DialogEngine.Waiting(draft)?.Timeout is not { } timeout)
            return;

        if (draft.State.Unreachable || draft.State.Stopped)
        {
            draft.State = draft.State with { Dialog = null };
        }
        else if (timeout.Remind is not null && !dialog.Reminded)
        {
            draft.Mark("silence", "reminded");
            draft.State = draft.State with { Dialog = dialog with { Reminded = true } };
            DialogEngine.Ask(draft, "ask.reminder");
        }
        else
        {
            draft.Mark("silence", "over");
            DialogEngine.GoOnUnanswered(draft);
        }
    }

    // Stored instants have whole milliseconds; so has this one, or the timer would come a fraction too early.
    private static DateTimeOffset? Due(TurnDraft draft)
    {
        if (draft.State.Dialog is not { } dialog || DialogEngine.Waiting(draft)?.Timeout is not { } timeout)
            return null;

        var wait = timeout.Remind is { } remind && !dialog.Reminded ? remind
            : dialog.Reminded ? timeout.After - timeout.Remind
            : timeout.After;
        return wait is { } time ? DateTimeOffset.FromUnixTimeMilliseconds((draft.World.Now + time).ToUnixTimeMilliseconds()) : null;
    }
}
