using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Conversations;

/// <summary>What due times do.</summary>
internal static class TimerRules
{
    public static void Fired(TurnDraft draft, TimerFired timer)
    {
        switch (timer.Timer)
        {
            case TimerKind.Rating:
                RatingRules.Ask(draft, timer.Subject);
                break;
            case TimerKind.Due:
                Late(draft, timer.Subject);
                break;
            case TimerKind.OfficerSilent:
                if (draft.State.Owner == Owner.Officer && draft.State.Consultation!.Number == timer.Subject)
                    OfficerTurn.Release(draft);

                break;
            case TimerKind.NextPart when draft.State.Owner != Owner.Officer:
                AnswerRules.NoNextPart(draft);
                break;
        }
    }

    // The promise is broken: an apology, and the responsibility goes one level up.
    private static void Late(TurnDraft draft, string number)
    {
        if (draft.State.Consultation is not { } open || open.Number != number || open.FirstReplyAt is not null)
            return;

        var due = Escalation.Due(draft.World);
        var late = open with { Raised = open.Raised + 1, Due = due };
        draft.Save(late);
        if (due is not null)
            draft.Timer(TimerKind.Due, number, due);

        var next = draft.Sign(late.Topic, SignatureForm.Full);
        draft.Mark("late", number);

        // Who asked for no messages of our own accord is not written to; the responsibility has moved all the same.
        if (draft.State.Stopped)
            return;

        draft.Reply.Topic = late.Topic;
        draft.Reply.Say(draft.Text(
            "late.sorry", ("due", Escalation.DueText(draft, late)), ("nextOfficial", next.Official), ("nextPosition", next.Position)));
    }
}
