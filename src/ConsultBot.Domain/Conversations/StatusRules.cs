namespace ConsultBot.Domain.Conversations;

/// <summary>Where a consultation stands, told in the chat that it belongs to.</summary>
internal static class StatusRules
{
    public static void TellOwn(TurnDraft draft)
    {
        if (draft.State.Consultation is { } open)
        {
            Tell(draft, open.Number);
        }
        else if (draft.State.Closed.FirstOrDefault(closed => closed.CodeHash is not null) is { } last)
        {
            Tell(draft, last.Number);
        }
        else
        {
            draft.Reply.Say(draft.Text("status.none"));
            draft.Reply.Offer(draft.Button(Press.Menu, "button.menu"), MenuRules.Person(draft));
        }
    }

    public static void Tell(TurnDraft draft, string number)
    {
        draft.Mark("interrupt", "status");
        var found = draft.State.Consultation?.Number == number
            ? draft.State.Consultation
            : draft.State.Closed.FirstOrDefault(closed => closed.Number == number);
        if (found is null)
        {
            draft.Reply.Say(draft.Text("status.code"));
            draft.State = draft.State with { Pending = new PendingQuestion(PendingKind.TalonCode, number) };
            return;
        }

        draft.Reply.Topic = found.Topic;
        draft.Reply.Say(Line(draft, found));
    }

    private static string Line(TurnDraft draft, Consultation found) => found.Status switch
    {
        ConsultationStatus.Queued => draft.Text(
            "status.waiting", ("number", found.Number), ("place", Press.Text(draft.Queue.Place)), ("due", Escalation.DueText(draft, found))),
        ConsultationStatus.WithOfficer => draft.Text(
            "status.officer", ("number", found.Number),
            ("officer", draft.World.Register.Person(found.Officer!.Person)?.Name(draft.Language) ?? found.Officer.Person),
            ("due", Escalation.DueText(draft, found))),
        _ => draft.Text(
            "status.closed", ("number", found.Number), ("outcome", draft.Text("outcome." + OutcomeId(found.Outcome))),
            ("date", DateWords.Moment(TimeZoneInfo.ConvertTime(found.ClosedAt ?? draft.World.Now, draft.World.Zone).DateTime))),
    };

    public static string OutcomeId(Outcome? outcome) => outcome switch
    {
        Outcome.AnsweredByBot => "answered_by_bot",
        Outcome.AnsweredByHuman => "answered_by_human",
        Outcome.Withdrawn => "withdrawn",
        Outcome.NoReply => "no_reply",
        _ => "refused",
    };
}
