using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>
/// What a citizen's words or press do. Order: a typed form, urgent, limit, interrupts, open question, dialog, question.
/// </summary>
internal static class CitizenTurn
{
    /// <summary>Longer texts are not matched: the citizen is asked for the main question.</summary>
    public const int LongestQuestion = 4000;

    public static void Wrote(TurnDraft draft, CitizenWrote wrote)
    {
        Arrived(draft);
        draft.NumberFits = wrote.NumberFits;
        var text = wrote.Text.Trim();
        if (draft.State.Owner != Owner.Officer && DialogEngine.IsForm(draft, text))
        {
            if (!FloodRule.TooMany(draft))
                DialogEngine.TakeForm(draft, text);

            return;
        }

        if (UrgentRules.IsUrgent(draft.Read(text), draft.World.Pack))
        {
            LanguageRules.Settle(draft, text, wrote.Hint);
            UrgentRules.Tell(draft, text);
            return;
        }

        if (FloodRule.TooMany(draft))
            return;

        LanguageRules.Settle(draft, text, wrote.Hint);
        if (draft.State.Owner == Owner.Officer)
        {
            OfficerTurn.CitizenWaits(draft, text);
            return;
        }

        var wasAsked = DialogEngine.AsksForNumber(draft);
        Understand(draft, text);
        if (wrote.NumberHidden && !wasAsked)
            draft.Reply.SayFirst(draft.Text("private.data"));

        LanguageRules.Introduce(draft);
    }

    public static void Pressed(TurnDraft draft, CitizenPressed pressed)
    {
        Arrived(draft);
        if (pressed.PressId is not null)
            draft.Act(new AcknowledgePress(pressed.PressId));

        if (FloodRule.TooMany(draft))
            return;

        LanguageRules.Hint(draft, pressed.Hint);
        if (draft.State.Owner == Owner.Officer && !Press.AllowedWithOfficer(pressed.Value))
        {
            draft.Mark("press", pressed.Value);
            return;
        }

        if (pressed.MessageId is not null && draft.World.Channel.EditsButtons)
            draft.Act(new RemoveButtons(pressed.MessageId));

        Press.Do(draft, pressed.Value);
        LanguageRules.Introduce(draft);
    }

    /// <summary>Words changed before they were understood count anew; later the journal alone keeps them.</summary>
    public static void Edited(TurnDraft draft, CitizenEdited edited)
    {
        if (draft.State.Owner == Owner.Bot && draft.State.Misunderstood > 0)
            Wrote(draft, new CitizenWrote(edited.Text));
        else
            draft.Mark("edited", edited.MessageId);
    }

    private static void Arrived(TurnDraft draft) => draft.State = draft.State with
    {
        Unreachable = false,
        OddMediaAnswered = false,
        LastInboundAt = draft.HeardAt,
    };

    private static void Understand(TurnDraft draft, string text)
    {
        if (text.Length > LongestQuestion)
        {
            draft.Reply.Say(draft.Text("text.long"));
            return;
        }

        if (PendingRules.TakesYesOrNo(draft, text) || DialogEngine.TakesExact(draft, text) || Interrupts.Take(draft, text))
            return;

        if (draft.State.Dialog is not null && DialogEngine.Accepts(draft, text))
            return;

        if (ChoiceReader.Read(draft, text) is { } value)
        {
            Press.Do(draft, value);
            return;
        }

        if (PendingRules.Takes(draft, text))
            return;

        if (draft.State.Dialog is not null)
            DialogEngine.Input(draft, text);
        else
            AnswerRules.Question(draft, text);
    }
}
