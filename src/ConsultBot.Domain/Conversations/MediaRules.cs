using ConsultBot.Domain.Conversations.Events;

namespace ConsultBot.Domain.Conversations;

/// <summary>What is not text: the bot never pretends to have understood it; an officer sees it.</summary>
internal static class MediaRules
{
    public static void Sent(TurnDraft draft, CitizenSentMedia media)
    {
        if (draft.State.Owner != Owner.Officer && TakenByDialog(draft, media))
            return;

        if (!string.IsNullOrWhiteSpace(media.Caption) && draft.State.Owner != Owner.Officer)
        {
            CitizenTurn.Wrote(draft, new CitizenWrote(media.Caption, media.Hint));
            return;
        }

        draft.State = draft.State with { Unreachable = false, LastInboundAt = draft.HeardAt };
        if (FloodRule.TooMany(draft))
            return;

        if (draft.State.Owner == Owner.Officer)
        {
            OfficerTurn.CitizenWaits(draft, "");
            return;
        }

        if (draft.State.Language is null && !draft.State.Greeted)
        {
            LanguageRules.Greet(draft);
            return;
        }

        switch (media.Media)
        {
            case MediaKind.Voice:
                draft.Reply.Say(draft.Text("media.voice"));
                break;
            case MediaKind.Photo or MediaKind.Document or MediaKind.Video:
                draft.Reply.Say(draft.Text("media.photo"));
                break;
            default:
                if (draft.State.OddMediaAnswered)
                    return;

                draft.State = draft.State with { OddMediaAnswered = true };
                draft.Reply.Say(draft.Text("media.sticker"));
                break;
        }

        draft.Reply.Offer(draft.Button(Press.Menu, "button.menu"), MenuRules.Person(draft));
        if (draft.State.Dialog is not null)
            DialogEngine.Resume(draft);
    }

    private static bool TakenByDialog(TurnDraft draft, CitizenSentMedia media)
    {
        if (!DialogEngine.AsksForMedia(draft, media))
            return false;

        draft.State = draft.State with { Unreachable = false, LastInboundAt = draft.HeardAt };
        if (!FloodRule.TooMany(draft))
            DialogEngine.TakeMedia(draft, media);

        return true;
    }
}
