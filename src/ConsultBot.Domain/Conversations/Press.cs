using System.Globalization;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>What a button does, also long after its message: it does what it says, or explains that it is out of date.</summary>
internal static class Press
{
    public const string Human = "i:human";
    public const string Menu = "i:menu";
    public const string More = "i:more";
    public const string Back = "i:back";
    public const string Wait = "i:wait";
    public const string Leave = "i:leave";
    public const string Other = "i:other";

    /// <summary>In place of a step's value: no more choices, or no answer.</summary>
    public const string Done = "+";
    public const string Skip = "-";

    /// <summary>Followed by kk, ru or en.</summary>
    public const string Language = "l:";

    /// <summary>Followed by the id of a topic or flow.</summary>
    public const string Entry = "t:";

    /// <summary>Followed by a kind of <see cref="PendingKind"/>.</summary>
    public const string Yes = "y:";
    public const string No = "n:";

    /// <summary>Followed by number, part (answer, officer) and points.</summary>
    public const string Rating = "r:";

    /// <summary>Followed by flow, step and value.</summary>
    public const string Step = "s:";

    public static string StepValue(string flow, string step, string value) => $"{Step}{flow}:{step}:{value}";

    public static string RatingValue(string number, PendingKind kind, string points) =>
        $"{Rating}{number}:{(kind == PendingKind.RateAnswer ? "a" : "o")}:{points}";

    /// <summary>While an officer owns the chat only notices may come of a press.</summary>
    public static bool AllowedWithOfficer(string value) =>
        value.StartsWith(Language, StringComparison.Ordinal) || value.StartsWith(Rating, StringComparison.Ordinal);

    public static void Do(TurnDraft draft, string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        var (kind, rest) = colon < 0 ? (value, "") : (value[..(colon + 1)], value[(colon + 1)..]);
        switch (kind)
        {
            case "i:":
                Interrupts.Do(draft, rest);
                break;
            case Language when Languages.Parse(rest) is { } language:
                LanguageRules.Choose(draft, language);
                break;
            case Entry:
                Choose(draft, rest);
                break;
            case Yes:
                PendingRules.Answer(draft, rest, yes: true);
                break;
            case No:
                PendingRules.Answer(draft, rest, yes: false);
                break;
            case Rating:
                RatingRules.Rated(draft, rest.Split(':'));
                break;
            case Step:
                DialogEngine.Pressed(draft, rest.Split(':', 3));
                break;
            default:
                Old(draft);
                break;
        }
    }

    /// <summary>The button's menu is gone: says so and shows the present one.</summary>
    public static void Old(TurnDraft draft)
    {
        draft.Mark("press", "old");
        draft.Reply.Say(draft.Text("menu.old"));
        MenuRules.Show(draft);
    }

    private static void Choose(TurnDraft draft, string entry)
    {
        // Among the candidates of a question stands "something else"; in a menu it does not.
        if (draft.State.Choices?.Buttons is { } offered && offered.Any(button => button.Value == Other) && offered.Any(button => button.Value == Entry + entry))
            draft.Unanswered(QuestionFate.Chosen, [], entry);

        if (draft.World.Pack.Flow(entry) is { } flow)
            DialogEngine.Start(draft, flow, new Dictionary<string, string>(StringComparer.Ordinal));
        else if (draft.World.Pack.Topic(entry) is not null)
            AnswerRules.Tell(draft, entry, draft.State.LastQuestion);
        else
            Old(draft);
    }

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
