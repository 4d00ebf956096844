using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Dialogs;

namespace ConsultBot.Domain.Conversations;

/// <summary>Danger to life: the emergency numbers at once, in any state, and the head of the queue.</summary>
public static class UrgentRules
{
    public static bool IsUrgent(TypedText text, Pack pack) =>
        text.Text.Length <= CitizenTurn.LongestQuestion
        && pack.Data.Lexicon is var lexicon && lexicon[Lexicon.Urgent].IsIn(text, lexicon[Lexicon.NotUrgent], pack.HarmlessWords);

    internal static void Tell(TurnDraft draft, string text)
    {
        draft.Mark("interrupt", "urgent");
        var reply = draft.Reply;
        reply.Urgent = true;
        reply.Say(draft.Text("urgent", ("emergency", draft.World.Pack.Data.Emergency)) + "\n" + draft.Text("urgent.numbers"));
        switch (draft.State.Owner)
        {
            case Owner.Bot:
                Escalation.Open(draft, new EscalationRequest(text, null, draft.State.Region, Urgent: true, Quiet: true));
                break;
            case Owner.Queue:
                draft.Save(draft.State.Consultation! with { Urgent = true });
                break;
            default:
                OfficerTurn.CitizenWaits(draft, text);
                break;
        }
    }
}
