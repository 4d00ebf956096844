using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Steps;

/// <summary><c>ask: SLOT</c>: asks, waits for an input, checks it, keeps it in the slot. <c>choose: SLOT</c> asks for a choice.</summary>
/// <param name="Id">Its own when the slot is asked at several places, else the slot's name.</param>
public sealed record AskStep(string? Id, string Slot, AskKind Kind, string Text, Place Place) : Step(Id ?? Slot, Place)
{
    /// <summary>Wrong inputs after which a person is offered, unless the step says another number.</summary>
    public const int DefaultLimit = 3;

    /// <summary>The key of <see cref="Retry"/> that stands for every reason.</summary>
    public const string AnyReason = "any";

    /// <summary>Why an input may not fit, as written in a step's <c>retry</c>.</summary>
    public static IReadOnlyList<string> Reasons { get; } =
        ["wrong", "short", "long", "low", "high", "early", "late", "few", "many", "checksum"];

    /// <summary>Text ids for an input that does not fit, by reason; what is missing is said in the desk's own words.</summary>
    public IReadOnlyDictionary<string, string> Retry { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Text: least characters. Number: least value. Choices: least count.</summary>
    public long? Min { get; init; }

    /// <summary>Text: most characters. Number: greatest value. Choices: greatest count.</summary>
    public long? Max { get; init; }

    /// <summary>Date: first day, as 2026-11-24 or <c>today</c>. Time: earliest, as 09:00.</summary>
    public string? From { get; init; }

    /// <summary>Date: last day. Time: latest.</summary>
    public string? To { get; init; }

    public IReadOnlyList<StepChoice> Choices { get; init; } = [];

    /// <summary>For <see cref="AskKind.Form"/>: what the input looks like.</summary>
    public InputForm? Form { get; init; }

    /// <summary>May be skipped; the slot stays empty then.</summary>
    public bool Optional { get; init; }

    /// <summary>Wrong inputs in a row after which a person is offered.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>What silence does; null = the question waits for ever.</summary>
    public StepTimeout? Timeout { get; init; }
}

public enum AskKind
{
    /// <summary>Any words.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>One of the choices.</summary>
    Choice,

    /// <summary>Several of the choices; kept with commas between.</summary>
    Choices,

    /// <summary>A day, also in words; kept as 2026-11-24.</summary>
    Date,

    /// <summary>A time of day; kept as 09:30.</summary>
    Time,

    /// <summary>A phone; kept as +77011234567.</summary>
    Phone,

    /// <summary>A topic of the pack.</summary>
    Topic,

    /// <summary>A region of the register.</summary>
    Region,

    /// <summary>A personal or business number of 12 digits: its check digit is proved, the number is never kept.</summary>
    IdNumber,

    /// <summary>A photo or a document.</summary>
    File,

    /// <summary>A place on the map, or an address in words.</summary>
    Location,

    /// <summary>One word of a fixed shape.</summary>
    Form,
}

/// <summary>What the citizen's silence does: a reminder, then an end to waiting.</summary>
/// <param name="Remind">Silence after which the question is asked once more; null = never.</param>
/// <param name="After">Silence after which it waits no longer; null = never.</param>
/// <param name="Goto">Step to go to then; null = the dialog ends with a word.</param>
public sealed record StepTimeout(TimeSpan? Remind, TimeSpan? After, string? Goto)
{
    public static TimeSpan Shortest { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Later than this WhatsApp takes no words of our own accord: its window is 24 hours.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromHours(23);
}

/// <param name="Label">Text id of the label.</param>
/// <param name="Goto">Step to go to; null = the next one.</param>
public sealed record StepChoice(string Value, string Label, string? Goto, Place Place);
