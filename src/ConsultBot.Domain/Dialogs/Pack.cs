using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs;

/// <summary>An immutable, numbered, published set of topics, flows, facts and texts.</summary>
public sealed class Pack
{
    private readonly Dictionary<string, Topic> _topics;
    private readonly Dictionary<string, Flow> _flows;
    private readonly Dictionary<string, FlowPlan> _plans;
    private readonly Dictionary<string, PackText> _texts;
    private readonly Dictionary<string, Fact[]> _facts;
    private readonly Lazy<IReadOnlySet<string>> _knownWords;
    private readonly Lazy<IReadOnlySet<string>> _harmlessWords;

    /// <param name="number">Number of the publication, from 1; 0 for a draft.</param>
    public Pack(PackData data, int number)
    {
        Data = data;
        Number = number;
        _topics = data.Topics.ToDictionary(topic => topic.Id, StringComparer.Ordinal);
        _flows = data.Flows.ToDictionary(flow => flow.Id, StringComparer.Ordinal);
        _plans = data.Flows.ToDictionary(flow => flow.Id, flow => FlowPlan.Make(flow, _flows), StringComparer.Ordinal);
        _texts = data.Texts.ToDictionary(text => text.Id, StringComparer.Ordinal);
        _facts = data.Facts.GroupBy(fact => fact.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        _knownWords = new Lazy<IReadOnlySet<string>>(() => data.Topics.SelectMany(topic => topic.Phrasings.All)
            .Concat(data.Flows.SelectMany(flow => flow.Phrasings.All))
            .SelectMany(phrasing => TypedText.Read(phrasing).Words.Select(word => word.Text)).ToHashSet(StringComparer.Ordinal));
        _harmlessWords = new Lazy<IReadOnlySet<string>>(() => KnownWords.Concat(data.Lexicon.HarmlessWords).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Words that people ask with, in the coarse alphabet: who writes them uses the right layout.</summary>
    public IReadOnlySet<string> KnownWords => _knownWords.Value;

    /// <summary>These and other words that are no danger; none of them is taken for a mistyped word of danger.</summary>
    public IReadOnlySet<string> HarmlessWords => _harmlessWords.Value;

    /// <summary>A citizen's words as those see them who look for phrases.</summary>
    public TypedText Read(string text) => TypedText.Read(text, KnownWords);

    public PackData Data { get; }

    public int Number { get; }

    public Topic? Topic(string? id) => id is null ? null : _topics.GetValueOrDefault(id);

    /// <summary>Working minutes in which an answer about a topic is promised; null = the desk's usual time.</summary>
    public int? DueMinutes(string? topic) =>
        Topic(topic)?.Due is { } name && Data.DueTimes.TryGetValue(name, out var minutes) ? minutes : null;

    public Flow? Flow(string? id) => id is null ? null : _flows.GetValueOrDefault(id);

    /// <summary>The flow ready to run.</summary>
    public FlowPlan? Plan(string? flow) => flow is null ? null : _plans.GetValueOrDefault(flow);

    public bool HasText(string id) => _texts.ContainsKey(id);

    public bool HasFact(string id) => _facts.ContainsKey(id);

    /// <summary>The fact in force on a day; null when it is unknown or expired then.</summary>
    public Fact? Fact(string id, DateOnly date) =>
        _facts.TryGetValue(id, out var versions) ? Array.Find(versions, version => version.InForce(date)) : null;

    /// <summary>A text with its placeholders filled in.</summary>
    /// <exception cref="KeyNotFoundException">The pack has no such text; <c>check</c> finds that before publishing.</exception>
    public string Text(string id, Language language, params ReadOnlySpan<(string Name, string Value)> values) =>
        Template(id, language).Fill(values);

    /// <summary>A text as written.</summary>
    /// <exception cref="KeyNotFoundException">As for <see cref="Text"/>.</exception>
    public TextTemplate Template(string id, Language language) =>
        _texts.TryGetValue(id, out var text) ? text.In(language) : throw new KeyNotFoundException($"The pack has no text '{id}'.");

    /// <summary>Label of a topic or flow in the menu.</summary>
    public string? Label(string id, Language language) => (Topic(id)?.Label ?? Flow(id)?.Label)?.In(language);
}

/// <summary>A pack as its editors write it.</summary>
public sealed record PackData
{
    public required string Name { get; init; }

    public required LocalText Service { get; init; }

    public required Language DefaultLanguage { get; init; }

    /// <summary>How long a chat is kept, in words.</summary>
    public required LocalText RetentionText { get; init; }

    /// <summary>How to complain or appeal formally, in words.</summary>
    public required LocalText FormalWay { get; init; }

    /// <summary>The emergency number.</summary>
    public required string Emergency { get; init; }

    /// <summary>Ids of topics and flows in the menu's order.</summary>
    public required IReadOnlyList<string> Menu { get; init; }

    /// <summary>Where each entry of the menu stands.</summary>
    public IReadOnlyList<Place> MenuPlaces { get; init; } = [];

    /// <summary>Classes of promised times, in working minutes.</summary>
    public IReadOnlyDictionary<string, int> DueTimes { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public required Lexicon Lexicon { get; init; }

    public required IReadOnlyList<Topic> Topics { get; init; }

    public required IReadOnlyList<Flow> Flows { get; init; }

    public required IReadOnlyList<PackText> Texts { get; init; }

    public required IReadOnlyList<Fact> Facts { get; init; }

    public required Place Place { get; init; }

    /// <summary>Every file could be read; else what is named may well be there, in one that could not.</summary>
    public bool IsWhole { get; init; } = true;
}

/// <summary>What questions are about: routes to a unit and to the accountable official, and may carry an answer.</summary>
/// <param name="Group">The branch of the tree of topics, such as <c>documents/passports</c>; the register says who owns it.</param>
public sealed record Topic(
    string Id, string Group, LocalText Title, LocalText Label, Answer? Answer, Phrasings Phrasings,
    IReadOnlyList<string> Synonyms, Place Place)
{
    /// <summary>Characters of an id: it stands in a button's 64 bytes.</summary>
    public const int MaxIdLength = 40;

    /// <summary>How soon officers see its questions: beside others of the same urgency.</summary>
    public TopicPriority Priority { get; init; }

    /// <summary>Class of the promised time, one of <see cref="PackData.DueTimes"/>; null = the desk's usual time.</summary>
    public string? Due { get; init; }

    /// <summary>Latin letters, digits, hyphens and underscores.</summary>
    public static bool IsId(string id) => id.Length is > 0 and <= MaxIdLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}

public enum TopicPriority
{
    Normal,
    High,
    Low,
}

/// <summary>A published answer.</summary>
/// <param name="ValidUntil">First local day on which it is not told any more; null = until changed.</param>
public sealed record Answer(TextTemplate Kk, TextTemplate Ru, TextTemplate En, string Source, DateOnly CheckedOn, DateOnly? ValidUntil, Place Place)
{
    public TextTemplate In(Language language) => language switch
    {
        Language.Kk => Kk,
        Language.Ru => Ru,
        _ => En,
    };

    public bool IsExpired(DateOnly date) => ValidUntil is not null && date >= ValidUntil;
}

/// <summary>How people ask for something, by language.</summary>
public sealed record Phrasings(IReadOnlyList<string> Kk, IReadOnlyList<string> Ru, IReadOnlyList<string> En)
{
    public static Phrasings None { get; } = new([], [], []);

    public IReadOnlyList<string> In(Language language) => language switch
    {
        Language.Kk => Kk,
        Language.Ru => Ru,
        _ => En,
    };

    public IEnumerable<string> All => Kk.Concat(Ru).Concat(En);

    /// <summary>Where each of <see cref="All"/> stands; empty when nobody asked.</summary>
    public IReadOnlyList<Place> Places { get; init; } = [];
}

public sealed record PackText(string Id, TextTemplate Kk, TextTemplate Ru, TextTemplate En, Place Place)
{
    public TextTemplate In(Language language) => language switch
    {
        Language.Kk => Kk,
        Language.Ru => Ru,
        _ => En,
    };
}

/// <summary>Words understood apart from topics, as people type them, by name of the intent and language.</summary>
public sealed class Lexicon
{
    public const string Urgent = "urgent";
    public const string NotUrgent = "notUrgent";

    /// <summary>No words to act on, but questions that no entry answers.</summary>
    public const string OffTopic = "offTopic";

    private readonly Dictionary<string, PhraseSet> _sets;

    public Lexicon(IReadOnlyDictionary<string, Phrasings> intents, Place place)
    {
        Intents = intents;
        Place = place;
        var words = new PhraseWords();
        _sets = intents.ToDictionary(intent => intent.Key, intent => new PhraseSet(intent.Value.All, words), StringComparer.Ordinal);
        HarmlessWords = _sets.Where(set => set.Key is not (Urgent or NotUrgent)).SelectMany(set => set.Value.SingleWords);
    }

    public IReadOnlyDictionary<string, Phrasings> Intents { get; }

    public Place Place { get; }

    /// <summary>Words that are a whole message of their own and not urgent.</summary>
    public IEnumerable<string> HarmlessWords { get; }

    /// <summary>The phrases of an intent in all languages; empty when the pack has none.</summary>
    public PhraseSet this[string intent] => _sets.GetValueOrDefault(intent, PhraseSet.Empty);
}
