using System.Globalization;
using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>Words understood in every state, before the step's own input.</summary>
public static class Interrupts
{
    // A wish longer than this is a question that mentions a person.
    private const int LongestWish = 8;

    private static readonly string[] _oneWord =
    [
        "menu", "back", "cancel", "status", "language", "repeat", "stop", "deleteData", "who", "complaint", "simple", "normal",
        "genuine", "thanks", "greeting", "start",
    ];

    /// <summary>Takes the text when it is an interrupt.</summary>
    internal static bool Take(TurnDraft draft, string text)
    {
        if (text.StartsWith('/'))
            return Command(draft, text);

        if (TalonNumber.Read(text, draft.World.LocalNow.Year) is { } number)
        {
            StatusRules.Tell(draft, number);
            Resume(draft);
            return true;
        }

        var lexicon = draft.World.Pack.Data.Lexicon;
        if (WantsPerson(draft.Read(text), lexicon))
        {
            Do(draft, "human", text);
            return true;
        }

        var read = draft.Read(text);
        if (read.Words.Length is 0 or > LongestWish)
            return false;

        foreach (var intent in _oneWord)
        {
            if (!lexicon[intent].IsWhole(read))
                continue;

            if (intent == "language" && LanguageNames.Named(read) is { } language)
                LanguageRules.Choose(draft, language);
            else
                Do(draft, intent, text);

            return true;
        }

        return false;
    }

    // "A person, please" is no question: the officer gets the one that was asked before it.
    private static string? Asked(TurnDraft draft, string? text)
    {
        var onlyWish = text is null || draft.World.Pack.Data.Lexicon["human"].IsWhole(draft.Read(text));
        return onlyWish ? draft.State.LastQuestion ?? text : text;
    }

    /// <summary>A person is wanted: a phrase of the lexicon in a short message, unless a sound-alike covers it.</summary>
    public static bool WantsPerson(TypedText text, Lexicon lexicon)
    {
        var (human, notHuman) = (lexicon["human"], lexicon["notHuman"]);
        foreach (var reading in text.WithoutFillers)
        {
            if (human.IsWhole(reading) && !notHuman.IsWhole(reading))
                return true;

            if (HumanWish.IsIn(reading, notHuman))
                return true;

            if (reading.Words.Length > LongestWish)
                continue;

            var wish = human.Longest(reading);
            if (wish >= 2 && notHuman.Longest(reading) < wish)
                return true;
        }

        return false;
    }

    /// <summary>Does what the interrupt says.</summary>
    /// <param name="text">The citizen's words, when they were words.</param>
    internal static void Do(TurnDraft draft, string intent, string? text = null)
    {
        draft.Mark("interrupt", intent);
        var (name, argument) = intent.Split(':') is [var head, var tail] ? (head, tail) : (intent, "");
        switch (name)
        {
            case "human":
                Escalation.Open(draft, new EscalationRequest(Asked(draft, text), draft.State.Topic, draft.State.Region));
                break;
            case "menu":
                draft.State = draft.State with { Dialog = null, Pending = null };
                MenuRules.Show(draft);
                break;
            case "more":
                MenuRules.Show(draft, int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 0);
                break;
            case "other":
                draft.Unanswered(QuestionFate.NoneMeant, []);
                draft.Reply.Say(draft.Text("first.how"));
                draft.Reply.Offer(MenuRules.Person(draft));
                break;
            case "back":
                Back(draft);
                break;
            case "cancel":
                Cancel(draft);
                break;
            case "status":
                StatusRules.TellOwn(draft);
                Resume(draft);
                break;
            case "repeat":
                Repeat(draft);
                break;
            case "wait":
                Escalation.Place(draft);
                break;
            case "leave":
                draft.Reply.Topic = draft.State.Consultation?.Topic;
                draft.Reply.Say(draft.Text(draft.State.Owner == Owner.Queue ? "queue.left" : "note.unavailable"));
                break;
            default:
                Settings(draft, name);
                break;
        }
    }

    private static void Settings(TurnDraft draft, string name)
    {
        switch (name)
        {
            case "language":
                draft.Reply.Say(string.Join(" · ", Languages.All.Select(language => draft.World.Pack.Text("button." + language.Code(), language))));
                LanguageRules.Buttons(draft);
                break;
            case "simple" or "normal":
                draft.State = draft.State with { Simple = name == "simple" };
                draft.Reply.Say(name == "simple" ? draft.Text("simple.on") : draft.Text("first.how"));
                Resume(draft);
                break;
            case "stop":
                draft.State = draft.State with { Dialog = null, Pending = null, Stopped = true };
                draft.Reply.Say(draft.Text("stop.done"));
                break;
            case "start":
                Start(draft, null);
                break;
            case "who":
                Who(draft);
                Resume(draft);
                break;
            case "genuine":
                draft.Reply.Say(draft.Text("genuine.how"));
                draft.Reply.WithCode = true;
                Resume(draft);
                break;
            case "deleteData":
                PendingRules.Ask(draft, PendingKind.DeleteData, "delete.ask");
                break;
            case "complaint":
                RatingRules.OfferComplaint(draft, draft.State.Closed.Count > 0 ? draft.State.Closed[0].Number : null);
                break;
            case "thanks" or "greeting":
                Courtesy(draft, name);
                break;
            default:
                Press.Old(draft);
                break;
        }
    }

    private static bool Command(TurnDraft draft, string text)
    {
        var parts = text[1..].Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var at = parts.Length == 0 ? "" : parts[0].Split('@')[0].ToLowerInvariant();
        if (at == "start")
        {
            draft.Mark("interrupt", "start");
            Start(draft, parts.Length > 1 ? parts[1] : null);
            return true;
        }

        var intent = at switch
        {
            "delete" => "deleteData",
            "menu" or "human" or "status" or "language" or "simple" or "normal" or "who" or "stop" or "back" or "cancel" or "repeat" => at,
            _ => "menu",
        };
        if (intent == "status" && parts.Length > 1 && TalonNumber.Read(parts[1], draft.World.LocalNow.Year) is { } number)
            StatusRules.Tell(draft, number);
        else
            Do(draft, intent, intent == "human" && parts.Length > 1 ? parts[1] : null);

        return true;
    }

    private static void Start(TurnDraft draft, string? entry)
    {
        draft.State = draft.State with
        {
            Dialog = null,
            Pending = null,
            Stopped = false,
            Memory = new Dictionary<string, string>(StringComparer.Ordinal),
        };
        if (entry is not null && draft.World.Pack.Label(entry, draft.Language) is not null)
            Press.Do(draft, Press.Entry + entry);
        else if (draft.State.Language is null)
            LanguageRules.Greet(draft);
        else if (draft.State.Introduced)
            MenuRules.Show(draft);
    }

    private static void Back(TurnDraft draft)
    {
        if (draft.State.Dialog is not null && DialogEngine.Back(draft))
            return;

        if (draft.State.Dialog is null)
            draft.Reply.Say(draft.Text("back.none"));

        draft.State = draft.State with { Dialog = null };
        MenuRules.Show(draft);
    }

    private static void Cancel(TurnDraft draft)
    {
        if (draft.State.Dialog is not null)
        {
            draft.State = draft.State with { Dialog = null };
            draft.Reply.Say(draft.Text("cancelled"));
            return;
        }

        if (draft.State.Owner == Owner.Queue)
            Escalation.Withdraw(draft);
        else
            MenuRules.Show(draft);
    }

    private static void Repeat(TurnDraft draft)
    {
        if (draft.State.Last is not { } last)
        {
            draft.Reply.Say(draft.Text("repeat.none"));
            return;
        }

        draft.Reply.Kind = last.Kind;
        draft.Reply.Topic = last.Topic;
        draft.Reply.Source = last.Source;
        draft.Reply.Say(last.Body);
        draft.Reply.Offer(last.Buttons);
    }

    private static void Who(TurnDraft draft)
    {
        var topic = draft.State.Consultation?.Topic ?? draft.State.Topic;
        var signature = draft.Sign(topic, Registers.SignatureForm.Full);
        var order = draft.World.Register.Data.Assignments.First(row => row.Id == signature.Assignment);
        draft.Reply.Topic = topic;
        draft.Reply.Say(draft.Text(
            "who", ("official", signature.Official), ("position", signature.Position), ("order", order.OrderNumber),
            ("date", DateWords.Date(order.OrderDate)), ("link", draft.World.Settings.RegisterLink)));
    }

    private static void Courtesy(TurnDraft draft, string name)
    {
        if (draft.State.Language is not null)
            draft.Reply.Say(draft.Text(name));

        Resume(draft);
    }

    // After the interrupt the dialog goes on at the same step.
    private static void Resume(TurnDraft draft)
    {
        if (draft.State.Dialog is not null)
            DialogEngine.Resume(draft);
    }
}
