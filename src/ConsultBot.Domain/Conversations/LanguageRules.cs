using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>The language that the citizen writes in or chose stays; two whole messages in another one are a question, never a jump.</summary>
internal static class LanguageRules
{
    private const int RunBeforeOffer = 2;

    /// <summary>The app's language is good for a first greeting by button only.</summary>
    public static void Hint(TurnDraft draft, Language? hint)
    {
        if (draft.State.Language is null && draft.State.Greeted && hint is not null)
            draft.State = draft.State with { Language = hint };
    }

    /// <summary>Learns the language of the citizen's words.</summary>
    /// <param name="hint">Decides only where the words tell nothing: after the greeting, or at a link to a topic.</param>
    public static void Settle(TurnDraft draft, string text, Language? hint)
    {
        var guess = text.Length > CitizenTurn.LongestQuestion || text.StartsWith('/') ? null : draft.World.Index.Language.Of(text);
        var known = draft.State.Language;
        if (known is null)
        {
            var isLink = text.StartsWith("/start ", StringComparison.Ordinal);
            if ((guess ?? (draft.State.Greeted || isLink ? hint : null)) is { } first)
                draft.State = draft.State with { Language = first };

            return;
        }

        if (guess is null)
            return;

        var run = guess == known ? 0 : guess == draft.State.OtherLanguage ? draft.State.OtherLanguageRun + 1 : 1;
        draft.State = draft.State with { OtherLanguage = guess == known ? null : guess, OtherLanguageRun = run };
    }

    /// <summary>Sets what the citizen chose.</summary>
    public static void Choose(TurnDraft draft, Language language)
    {
        var introduced = draft.State.Introduced;
        draft.State = draft.State with { Language = language, OtherLanguage = null, OtherLanguageRun = 0 };
        draft.Mark("language", language.Code());
        draft.Reply.Say(draft.Text("lang.set"));
        if (introduced)
            Again(draft);
    }

    /// <summary>The first contact, in the same message as whatever else is said: greeting, how to ask, privacy.</summary>
    public static void Introduce(TurnDraft draft)
    {
        if (draft.State.Owner == Owner.Officer)
            return;

        if (draft.State.Language is null)
        {
            if (!draft.State.Greeted && draft.Reply.Paragraphs.Count == 0)
                Greet(draft);

            return;
        }

        if (!draft.State.Introduced)
        {
            var said = draft.Reply.Paragraphs.Count > 0;
            if (said && !draft.Reply.Paragraphs.Contains(draft.Text("lang.set")))
                draft.Reply.Say(draft.Text("lang.set"));

            draft.Reply.Say(draft.Text("first.how") + "\n" + draft.Text("first.privacy", ("retention", draft.World.Pack.Data.RetentionText.In(draft.Language))));
            draft.State = draft.State with { Introduced = true, Greeted = true };
            if (draft.Reply.Buttons.Count == 0)
                draft.Reply.Offer(draft.Button(Press.Menu, "button.menu"), draft.Button(Press.Human, "button.person"));

            return;
        }

        OfferSwitch(draft);
    }

    /// <summary>Three lines and three buttons while no language is known.</summary>
    public static void Greet(TurnDraft draft)
    {
        var pack = draft.World.Pack;
        draft.Reply.Say(string.Join('\n', Languages.All.Select(language => pack.Text("first.hello", language, ("service", pack.Data.Service.In(language))))));
        Buttons(draft);
        draft.State = draft.State with { Greeted = true };
    }

    /// <summary>The three languages as buttons, each in its own words.</summary>
    public static void Buttons(TurnDraft draft) =>
        draft.Reply.Offer(Languages.All.Select(language => new Button(Press.Language + language.Code(), draft.World.Pack.Text("button." + language.Code(), language))));

    // What stood on the screen is said once more in the new language.
    private static void Again(TurnDraft draft)
    {
        if (draft.State.Dialog is not null)
            DialogEngine.Prompt(draft);
        else if (draft.State.Owner == Owner.Bot)
            MenuRules.Show(draft);
    }

    private static void OfferSwitch(TurnDraft draft)
    {
        if (draft.State.OtherLanguageRun < RunBeforeOffer || draft.State.LanguageOffered || draft.State.OtherLanguage is not { } other)
            return;

        draft.State = draft.State with { LanguageOffered = true, OtherLanguageRun = 0, OtherLanguage = null };
        draft.Reply.Say(draft.World.Pack.Text("lang.offer", other));
        draft.Reply.Buttons.Add(new Button(Press.Language + other.Code(), draft.World.Pack.Text("button." + other.Code(), other)));
    }
}
