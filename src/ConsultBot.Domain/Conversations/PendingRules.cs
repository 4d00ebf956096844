using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>Questions of the bot beside any dialog: did it help, shall I call an officer, shall I delete.</summary>
internal static class PendingRules
{
    public static void Ask(TurnDraft draft, PendingKind kind, string textId, string? subject = null)
    {
        draft.Reply.Say(draft.Text(textId));
        Offer(draft, kind, subject);
    }

    public static void Offer(TurnDraft draft, PendingKind kind, string? subject)
    {
        draft.Reply.Kind = MessageKind.Prompt;
        draft.Reply.Offer(draft.Button(Press.Yes + kind, "button.yes"), draft.Button(Press.No + kind, "button.no"), MenuRules.Person(draft));
        draft.State = draft.State with { Pending = new PendingQuestion(kind, subject) };
    }

    /// <summary>A typed yes or no to the open question; comes before "cancel", whose words often mean no.</summary>
    public static bool TakesYesOrNo(TurnDraft draft, string text)
    {
        if (draft.State.Pending is not { } pending || pending.Kind is PendingKind.RateAnswer or PendingKind.RateOfficer or PendingKind.TalonCode)
            return false;

        var lexicon = draft.World.Pack.Data.Lexicon;
        var read = draft.Read(text);
        var yes = lexicon["yes"].IsWhole(read);
        if (!yes && !lexicon["no"].IsWhole(read))
            return false;

        Answer(draft, pending.Kind.ToString(), yes);
        return true;
    }

    /// <summary>Anything else typed while a question is open: points of a rating, or the question is let go.</summary>
    public static bool Takes(TurnDraft draft, string text)
    {
        if (draft.State.Pending is not { } pending)
            return false;

        if (pending.Kind is PendingKind.RateAnswer or PendingKind.RateOfficer && RatingRules.Typed(draft, pending, text))
            return true;

        draft.State = draft.State with { Pending = null };
        return false;
    }

    /// <summary>A press or a typed word answers the question of that kind.</summary>
    public static void Answer(TurnDraft draft, string kindName, bool yes)
    {
        if (!Enum.TryParse<PendingKind>(kindName, out var kind) || draft.State.Pending is not { } pending || pending.Kind != kind)
        {
            Press.Old(draft);
            return;
        }

        draft.State = draft.State with { Pending = null };
        draft.Mark("pending", $"{kind} {(yes ? "yes" : "no")}");
        switch (kind)
        {
            case PendingKind.Helped when yes:
                draft.Reply.Topic = pending.Subject;
                draft.Reply.Say(draft.Text("answer.helped.yes"));
                break;
            case PendingKind.Helped:
                draft.Unanswered(QuestionFate.Unhelpful, [], pending.Subject);
                draft.Reply.Topic = pending.Subject;
                Ask(draft, PendingKind.CallOfficer, "answer.helped.no", pending.Subject);
                break;
            case PendingKind.CallOfficer when yes:
                Escalation.Open(draft, new EscalationRequest(draft.State.LastQuestion, pending.Subject ?? draft.State.Topic, draft.State.Region));
                break;
            case PendingKind.Complaint when yes:
                RatingRules.SendComplaint(draft, pending.Subject);
                break;
            case PendingKind.DeleteData when yes:
                Erase(draft);
                break;
            default:
                if (draft.State.Dialog is null)
                    draft.Reply.Say(draft.Text("answer.helped.yes"));
                else
                    DialogEngine.Prompt(draft);

                break;
        }
    }

    // An open consultation is withdrawn: nobody could answer it without the words.
    public static void Erase(TurnDraft draft)
    {
        var language = draft.State.Language;
        if (draft.State.Consultation is { } open)
            Escalation.Close(draft, open, Outcome.Withdrawn);

        draft.Erase = true;
        draft.State = ConversationState.New with { Turns = draft.State.Turns, Language = language, Greeted = true, Introduced = true };
        draft.Reply.Say(draft.Text("delete.done", ("kept", draft.Text("delete.kept"))));
    }
}
