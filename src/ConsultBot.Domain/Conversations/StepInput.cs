using System.Globalization;
using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Conversations;

/// <summary>Reads what a citizen typed, pressed or sent into the value that a step wants, and offers its buttons.</summary>
internal static class StepInput
{
    private const int TopicsOffered = 5;
    private const int DefaultMaxText = 2000;
    private const int ShortestPlace = 3;

    private static readonly string[] _offeredRegions = ["kz-almaty", "kz-astana", "kz-shymkent"];

    /// <summary>The step reads whatever is typed, so that "2" is its answer and not the second button.</summary>
    public static bool ReadsWords(AskKind kind) => kind is not (AskKind.Choice or AskKind.Topic or AskKind.Region);

    /// <summary>Words that do not fit may be a question: a step that takes any words never sees one.</summary>
    public static bool MayBeQuestion(AskKind kind) => kind is not (AskKind.Text or AskKind.Location or AskKind.Topic or AskKind.Form);

    /// <summary>What the text means to the step.</summary>
    public static StepReading Read(TurnDraft draft, AskStep ask, string text) => ask.Kind switch
    {
        AskKind.Text => Text(ask, text),
        AskKind.Number => Number(ask, text),
        AskKind.Form => StepReading.Of(ask.Form?.Match(text)),
        AskKind.Topic => StepReading.Of(Topic(draft, text)),
        AskKind.Region => StepReading.Of(Region(draft, text)),
        AskKind.Choices => ChoicesReader.Read(draft, ask, text),
        AskKind.Date => Date(draft, ask, text),
        AskKind.Time => Time(ask, text),
        AskKind.Phone => StepReading.Of(PhoneReader.Read(text)),
        AskKind.IdNumber => IdNumber(draft, text),
        AskKind.Location => text.Length is >= ShortestPlace and <= DefaultMaxText ? StepReading.Of(text) : StepReading.Wrong,
        AskKind.File => StepReading.Wrong,
        _ => StepReading.Of(Choice(draft, ask, text)),
    };

    /// <summary>What was sent instead of text; null when the step does not ask for such a thing.</summary>
    public static string? Read(TurnDraft draft, AskStep ask, CitizenSentMedia media) => ask.Kind switch
    {
        AskKind.File when media.Media is MediaKind.Photo or MediaKind.Document => media.Name ?? draft.Text("file.sent"),
        AskKind.Location when media is { Media: MediaKind.Location, Latitude: { } latitude, Longitude: { } longitude } =>
            FormattableString.Invariant($"{latitude:0.#####}, {longitude:0.#####}"),
        _ => null,
    };

    /// <summary>The value of a pressed button; null when the step does not know it.</summary>
    public static string? Known(TurnDraft draft, AskStep ask, string value) => ask.Kind switch
    {
        AskKind.Choice => ask.Choices.FirstOrDefault(choice => choice.Value == value)?.Value,
        AskKind.Topic => draft.World.Pack.Topic(value)?.Id,
        AskKind.Region => draft.World.Register.Region(value)?.Id,
        _ => null,
    };

    public static IEnumerable<Button> Buttons(TurnDraft draft, AskStep ask)
    {
        if (ask.Kind == AskKind.Form)
            return [];

        var (pack, language) = (DialogWords.Pack(draft), draft.Language);
        string Value(string value) => Press.StepValue(draft.State.Dialog!.Flow, ask.Slot, value);
        var own = ask.Kind switch
        {
            AskKind.Choice => ask.Choices.Select(choice => new Button(Value(choice.Value), pack.Text(choice.Label, language))),
            AskKind.Choices => Several(draft, ask).Select(choice => new Button(Value(choice.Value), pack.Text(choice.Label, language))),
            AskKind.Topic => draft.World.Pack.Data.Menu.Select(draft.World.Pack.Topic).OfType<Topic>().Take(TopicsOffered)
                .Select(topic => new Button(Value(topic.Id), topic.Label.In(language))),
            AskKind.Region => _offeredRegions.Select(draft.World.Register.Region).OfType<Region>()
                .Select(region => new Button(Value(region.Id), region.Name.In(language))),
            _ => Enumerable.Empty<Button>(),
        };
        if (ask.Kind == AskKind.Choices && Enough(ask, draft.State.Dialog!.Slots.GetValueOrDefault(ask.Slot)))
            own = own.Append(draft.Button(Value(Press.Done), "button.done"));
        if (ask.Optional)
            own = own.Append(draft.Button(Value(Press.Skip), "button.skip"));

        return own.Append(draft.Button(Press.Back, "button.back")).Append(MenuRules.Person(draft));
    }

    /// <summary>The citizen passes over a question that may be skipped.</summary>
    public static bool IsSkip(TurnDraft draft, AskStep ask, string text) =>
        ask.Optional && draft.Read(text) is var read
        && (new PhraseSet([draft.Text("button.skip")]).IsWhole(read) || draft.World.Pack.Data.Lexicon["skip"].IsWhole(read));

    /// <summary>As many are chosen as the step wants.</summary>
    public static bool Enough(AskStep ask, string? chosen) => (chosen?.Split(',').Length ?? 0) >= (ask.Min ?? 1);

    /// <summary>Values in the order of the choices, each once.</summary>
    public static string Ordered(AskStep ask, IReadOnlyCollection<string> values) =>
        string.Join(',', ask.Choices.Select(choice => choice.Value).Where(values.Contains));

    /// <summary>A limit of dates: a day as 2026-11-24 or <c>today</c>; null when it is neither.</summary>
    public static DateOnly? Day(string? limit, DateOnly today)
    {
        if (limit == "today")
            return today;

        return DateOnly.TryParseExact(limit, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    // What is not chosen yet.
    private static IEnumerable<StepChoice> Several(TurnDraft draft, AskStep ask)
    {
        var chosen = draft.State.Dialog!.Slots.GetValueOrDefault(ask.Slot)?.Split(',') ?? [];
        return ask.Choices.Where(choice => !chosen.Contains(choice.Value));
    }

    private static StepReading Text(AskStep ask, string text)
    {
        if (text.Length < (ask.Min ?? 1))
            return StepReading.Not("short");

        return text.Length > (ask.Max ?? DefaultMaxText) ? StepReading.Not("long") : StepReading.Of(text);
    }

    private static StepReading Number(AskStep ask, string text)
    {
        if (NumberWords.Read(text) is not { } number)
            return StepReading.Wrong;
        if (number < (ask.Min ?? long.MinValue))
            return StepReading.Not("low");

        return number > (ask.Max ?? long.MaxValue) ? StepReading.Not("high") : StepReading.Of(number.ToString(CultureInfo.InvariantCulture));
    }

    private static StepReading Date(TurnDraft draft, AskStep ask, string text)
    {
        var today = draft.World.Today;
        var (from, to) = (Day(ask.From, today), Day(ask.To, today));
        if (DateReader.Read(text, draft.World.Pack, today, past: to <= today) is not { } date)
            return StepReading.Wrong;
        if (date < from)
            return StepReading.Not("early");

        return date > to ? StepReading.Not("late") : StepReading.Of(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static StepReading Time(AskStep ask, string text)
    {
        if (TimeReader.Read(text) is not { } time)
            return StepReading.Wrong;

        var value = time.ToString("HH:mm", CultureInfo.InvariantCulture);
        if (ask.From is not null && string.CompareOrdinal(value, ask.From) < 0)
            return StepReading.Not("early");

        return ask.To is not null && string.CompareOrdinal(value, ask.To) > 0 ? StepReading.Not("late") : StepReading.Of(value);
    }

    // The number itself was hidden before it came here; whether it fits was noted.
    private static StepReading IdNumber(TurnDraft draft, string text)
    {
        if (draft.NumberFits || PersonalNumber.Fits(text))
            return StepReading.Of(PersonalNumber.Hidden);

        var digits = text.Count(c => char.IsAsciiDigit(c) || c == '*');
        return StepReading.Not(digits == PersonalNumber.Length ? "checksum" : "wrong");
    }

    private static string? Choice(TurnDraft draft, AskStep ask, string text)
    {
        var read = draft.Read(text);
        var pack = DialogWords.Pack(draft);
        if (new PhraseSet(ask.Choices.Select(choice => pack.Text(choice.Label, draft.Language))).Whole(read) is { } chosen)
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

/// <summary>What an input means to a step.</summary>
/// <param name="Value">Null when it does not fit.</param>
/// <param name="Reason">Why it does not fit, one of <see cref="AskStep.Reasons"/>.</param>
internal readonly record struct StepReading(string? Value, string Reason)
{
    public static StepReading Wrong { get; } = new(null, "wrong");

    public static StepReading Not(string reason) => new(null, reason);

    public static StepReading Of(string? value) => new(value, "wrong");
}
