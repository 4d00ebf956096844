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
            case TimerKind.Silence:
                SilenceRules.Fired(draft);
                break;
            case TimerKind.Service:
                ServiceRules.Late(draft, timer.Subject);
                break;
        }
    }

    // The promise is broken: an apology, and the responsibility goes up until another person answers. Above the head there is
    // nobody: that is said, with the way outside.
    private static void Late(TurnDraft draft, string number)
    {
        if (draft.State.Consultation is not { } open || open.Number != number || open.FirstReplyAt is not null)
            return;

        var due = Escalation.Due(draft.World, open.Topic);
        var above = RaisedAbove(draft, open);
        var late = open with { Raised = above ?? open.Raised, Due = due };
        draft.Save(late);
        if (due is not null)
            draft.Timer(TimerKind.Due, number, due);

        var next = draft.Sign(late.Topic, SignatureForm.Full);
        draft.Mark("late", number);
        draft.Mark("raised", Press.Text(late.Raised));

        // Who asked for no messages of our own accord is not written to; the responsibility has moved all the same.
        if (draft.State.Stopped)
            return;

        draft.Reply.Topic = late.Topic;
        draft.Reply.Say(draft.Text(
            above is null ? "late.sorry.head" : "late.sorry", ("due", Escalation.DueText(draft, late)), ("nextOfficial", next.Official),
            ("nextPosition", next.Position), ("formalWay", draft.World.Pack.Data.FormalWay.In(draft.Language))));
    }

    private static int? RaisedAbove(TurnDraft draft, Consultation open) => draft.World.Register.RaisedAbove(
        open.Topic, draft.World.Pack.Topic(open.Topic)?.Group, draft.State.Region, draft.World.Today, open.Raised);
}
