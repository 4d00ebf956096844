using System.Globalization;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Conversations;

/// <summary>What officers do, and what a citizen's words do while an officer owns the chat.</summary>
internal static class OfficerTurn
{
    public static void Decide(TurnDraft draft, ConversationEvent e)
    {
        switch (e)
        {
            case OfficerClaimed claimed:
                Claim(draft, claimed);
                break;
            case OfficerReplied replied:
                Reply(draft, replied);
                break;
            case OfficerReleased released:
                if (Owns(draft, released.Officer, released.Consultation))
                    Release(draft);

                break;
            case OfficerClosed closed:
                Close(draft, closed);
                break;
            default:
                throw new InvalidOperationException($"No rule for {e.GetType().Name}.");
        }
    }

    /// <summary>The officer reads the citizen's words himself; the bot gives notices only.</summary>
    public static void CitizenWaits(TurnDraft draft, string text)
    {
        var consultation = draft.State.Consultation!;
        if (draft.World.Settings.OfficerSilentMinutes > 0)
            draft.Timer(TimerKind.OfficerSilent, consultation.Number, draft.World.Now.AddMinutes(draft.World.Settings.OfficerSilentMinutes));

        draft.Reply.Topic = consultation.Topic;
        if (TalonNumber.Read(text, draft.World.LocalNow.Year) is { } number)
            StatusRules.Tell(draft, number);
    }

    /// <summary>Back to the head of the queue; the first question's time still counts.</summary>
    public static void Release(TurnDraft draft)
    {
        var consultation = draft.State.Consultation! with { Status = ConsultationStatus.Queued, Officer = null, ClaimedAt = null };
        draft.State = draft.State with { Owner = Owner.Queue, Consultation = consultation };
        draft.Save(consultation);
        draft.Timer(TimerKind.OfficerSilent, consultation.Number, null);
        draft.Reply.Topic = consultation.Topic;
        draft.Reply.Say(draft.Text("officer.left", ("place", Press.Text(1))));
    }

    private static void Claim(TurnDraft draft, OfficerClaimed claimed)
    {
        if (draft.State.Consultation is not { } open || open.Number != claimed.Consultation)
        {
            draft.Refusal = new Refusal("claim.gone");
            return;
        }

        if (open.Officer is { } other)
        {
            if (other != claimed.Officer)
                draft.Refusal = new Refusal("claim.lost", other.Person);

            return;
        }

        if (draft.World.Register.Officer(claimed.Officer.Person, draft.World.Today, draft.Language) is not { } title)
        {
            draft.Refusal = new Refusal("officer.noPosition");
            return;
        }

        var consultation = open with { Status = ConsultationStatus.WithOfficer, Officer = claimed.Officer, ClaimedAt = draft.World.Now };
        draft.State = draft.State with { Owner = Owner.Officer, Consultation = consultation, Pending = null, Choices = null, Dialog = null };
        draft.Save(consultation);
        draft.Reply.Topic = consultation.Topic;
        draft.Reply.Say(draft.Text("officer.joined", ("officer", title.Name), ("officerPosition", title.Position)));
    }

    private static void Reply(TurnDraft draft, OfficerReplied replied)
    {
        if (!Owns(draft, replied.Officer, replied.Consultation))
            return;

        if (string.IsNullOrWhiteSpace(replied.Text))
        {
            draft.Refusal = new Refusal("reply.empty");
            return;
        }

        if (draft.World.Register.Officer(replied.Officer.Person, draft.World.Today, draft.Language) is not { } title)
        {
            draft.Refusal = new Refusal("officer.noPosition");
            return;
        }

        if (replied.Repeats != 0)
            draft.Mark("possibleDuplicate", string.Create(CultureInfo.InvariantCulture, $"{replied.Repeats}: sent again by the officer"));

        var consultation = draft.State.Consultation!;
        if (consultation.FirstReplyAt is null)
            draft.Save(consultation with { FirstReplyAt = draft.World.Now });

        draft.Timer(TimerKind.OfficerSilent, consultation.Number, null);
        draft.Timer(TimerKind.Due, consultation.Number, null);
        draft.Send(MessageKind.Human, replied.Text.Trim(), draft.Sign(consultation.Topic, SignatureForm.Full, title), consultation.Number, consultation.Topic);
    }

    private static void Close(TurnDraft draft, OfficerClosed closed)
    {
        if (!Owns(draft, closed.Officer, closed.Consultation))
            return;

        var open = draft.State.Consultation!;
        draft.Reply.Topic = open.Topic;
        if (closed.Outcome == Outcome.Refused)
        {
            if (string.IsNullOrWhiteSpace(closed.Reason) || string.IsNullOrWhiteSpace(closed.NextAddress))
            {
                draft.Refusal = new Refusal("close.reason");
                return;
            }

            draft.Reply.Say(draft.Text("consult.refused", ("reason", closed.Reason.Trim()), ("address", closed.NextAddress.Trim())));
        }

        draft.Reply.Say(draft.Text("consult.closed", ("number", open.Number)));
        Escalation.Close(draft, open, closed.Outcome);
        draft.Timer(TimerKind.Rating, open.Number, RatingRules.At(draft.World));
    }

    private static bool Owns(TurnDraft draft, OfficerRef officer, string number)
    {
        if (draft.State.Consultation is { } open && open.Number == number && open.Officer == officer)
            return true;

        draft.Refusal = new Refusal("chat.notYours", draft.State.Consultation?.Officer?.Person);
        return false;
    }
}
