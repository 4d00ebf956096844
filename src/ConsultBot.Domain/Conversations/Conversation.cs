using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Conversations;

/// <summary>The heart of the desk: what happens when something happens.</summary>
public static class Conversation
{
    /// <summary>Decides one turn. Pure: the same state, event and world give the same turn.</summary>
    /// <exception cref="NobodyInForceException">A message cannot be signed: the input must wait.</exception>
    public static Turn Decide(ConversationState state, ConversationEvent e, World world)
    {
        var draft = new TurnDraft(state, world);
        switch (e)
        {
            case CitizenWrote wrote:
                CitizenTurn.Wrote(draft, wrote);
                break;
            case CitizenPressed pressed:
                CitizenTurn.Pressed(draft, pressed);
                break;
            case CitizenSentMedia media:
                MediaRules.Sent(draft, media);
                break;
            case CitizenEdited edited:
                CitizenTurn.Edited(draft, edited);
                break;
            case CitizenBlocked:
                draft.State = draft.State with { Unreachable = true };
                break;
            case CitizenReturned:
                draft.State = draft.State with { Unreachable = false };
                break;
            case GroupEntered group:
                Group(draft, group);
                break;
            case InputIgnored ignored:
                draft.Mark("ignored", ignored.Reason);
                break;
            case InputParked parked:
                Escalation.Parked(draft, parked);
                break;
            case TimerFired timer:
                TimerRules.Fired(draft, timer);
                break;
            case DeliveryFailed failed:
                Failed(draft, failed);
                break;
            case PackRecalled recalled:
                RecallRules.Recalled(draft, recalled);
                break;
            default:
                OfficerTurn.Decide(draft, e);
                break;
        }

        return draft.Finish();
    }

    // Consultations are private: a group is told so once.
    private static void Group(TurnDraft draft, GroupEntered group)
    {
        if (draft.State.GroupTold)
            return;

        draft.State = draft.State with { GroupTold = true };
        draft.Reply.Say(draft.Text("group.private", ("link", group.Link)));
    }

    private static void Failed(TurnDraft draft, DeliveryFailed failed)
    {
        if (failed.Unreachable)
            draft.State = draft.State with { Unreachable = true };

        if (failed.OptedOut)
            draft.State = draft.State with { Stopped = true };

        draft.Mark(failed.Unknown ? failed.Again ? "possibleDuplicate" : "deliveryUnknown" : "deliveryRejected", $"{failed.Message}: {failed.Reason}");
    }
}
