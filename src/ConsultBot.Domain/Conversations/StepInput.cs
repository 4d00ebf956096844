using System.Globalization;
using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Conversations;

/// <summary>Reads what a citizen typed into the value that a step wants, and offers its buttons.</summary>
internal static class StepInput
{
    private const int TopicsOffered = 5;
    private const int DefaultMaxText = 2000;

    private static readonly string[] _offeredRegions = ["kz-almaty", "kz-astana", "kz-shymkent"];

    /// <summary>The value that the text means; null when it does not fit.</summary>
    public static string? Read(TurnDraft draft, AskStep ask, string text) => ask.Kind switch
    {
        AskKind.Text => text.Length >= (ask.Min ?? 1) && text.Length <= (ask.Max ?? DefaultMaxText) ? text : null,
        AskKind.Number => Number(ask, text),
        AskKind.Form => ask.Form?.Match(text),
        AskKind.Topic => Topic(draft, text),
        AskKind.Region => Region(draft, text),
        _ => Choice(draft, ask, text),
    };

    /// <summary>The value of a pressed button; null when the step does not know it.</summary>
    public static string? Known(TurnDraft draft, AskStep ask, string value) => ask.Kind switch
    {
        AskKind.Choice => ask.Choices.FirstOrDefault(choice => choice.Value == value)?.Value,
        AskKind.Topic => draft.World.Pack.Topic(value)?.Id,
        AskKind.Region => draft.World.Register.Region(value)?.Id,
        _ => null,
    };

    public static IEnumerable<Button> Buttons(TurnDraft draft, Flow flow, AskStep ask)
    {
        string Value(string value) => Press.StepValue(flow.Id, ask.Slot, value);
        var own = ask.Kind switch
        {
            AskKind.Choice => ask.Choices.Select(choice => draft.Button(Value(choice.Value), choice.Label)),
            AskKind.Topic => draft.World.Pack.Data.Menu.Select(draft.World.Pack.Topic).OfType<Topic>().Take(TopicsOffered)
                .Select(topic => new Button(Value(topic.Id), topic.Label.In(draft.Language))),
            AskKind.Region => _offeredRegions.Select(draft.World.Register.Region).OfType<Region>()
                .Select(region => new Button(Value(region.Id), region.Name.In(draft.Language))),
            _ => [],
        };
        return ask.Kind == AskKind.Form ? own : own.Append(draft.Button(Press.Back, "button.back")).Append(MenuRules.Person(draft));
    }

    private static string? Number(AskStep ask, string text)
    {
        if (!long.TryParse(text.Replace(" ", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return null;

        return number >= (ask.Min ?? long.MinValue) && number <= (ask.Max ?? long.MaxValue) ? number.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static string? Choice(TurnDraft draft, AskStep ask, string text)
    {
        var read = draft.Read(text);
        if (new PhraseSet(ask.Choices.Select(choice => draft.Text(choice.Label))).Whole(read) is { } chosen)
            return ask.Choices[chosen].Value;

        // A plain yes or no answers the first or the last choice.
        var lexicon = draft.World.Pack.Data.Lexicon;
        if (ask.Choices.Count > 0 && lexicon["yes"].IsWhole(read))
            return ask.Choices[0].Value;

        return ask.Choices.Count > 0 && lexicon["no"].IsWhole(read) ? ask.Choices[^1].Value : null;
    }

    private static string? Topic(TurnDraft draft, string text)
    {
        var decision = draft.World.Index.Ask(text);
        return decision.Kind == AnswerKind.Refuse ? null : decision.Candidates.Select(found => draft.World.Pack.Topic(found.Entry)?.Id).FirstOrDefault(id => id is not null);
    }

    private static string? Region(TurnDraft draft, string text)
    {
        var read = draft.Read(text);
        Region? best = null;
        var longest = 0;
        foreach (var region in draft.World.Register.Data.Regions)
        {
            var names = new PhraseSet(region.Aliases.Concat([region.Name.Kk, region.Name.Ru, region.Name.En]));
            var length = read.Readings.Max(reading => names.Longest(reading));
            if (length > longest)
                (best, longest) = (region, length);
        }

        return best?.Id;
    }
}
