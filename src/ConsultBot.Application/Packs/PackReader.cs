using ConsultBot.Application.Packs.Yaml;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Application.Packs;

/// <summary>YAML to the data of a pack. A file is told by its first key: pack, topic, flow, texts, facts.</summary>
internal static class PackReader
{
    private static readonly Dictionary<string, FactUnit> _units = new(StringComparer.Ordinal)
    {
        ["text"] = FactUnit.Text,
        ["MCI"] = FactUnit.Mci,
        ["KZT"] = FactUnit.Kzt,
        ["percent"] = FactUnit.Percent,
        ["percent of min_wage"] = FactUnit.PercentOfMinWage,
        ["working_day"] = FactUnit.WorkingDay,
        ["calendar_day"] = FactUnit.CalendarDay,
        ["working_hour"] = FactUnit.WorkingHour,
        ["hour"] = FactUnit.Hour,
        ["minute"] = FactUnit.Minute,
        ["month"] = FactUnit.Month,
        ["year"] = FactUnit.Year,
        ["count"] = FactUnit.Count,
        ["date"] = FactUnit.Date,
        ["phone"] = FactUnit.Phone,
        ["url"] = FactUnit.Url,
    };

    private static readonly Dictionary<string, FactRounding> _roundings = new(StringComparer.Ordinal)
    {
        ["nearest"] = FactRounding.Nearest,
        ["up"] = FactRounding.Up,
    };

    private static readonly Dictionary<string, TopicPriority> _priorities = new(StringComparer.Ordinal)
    {
        ["high"] = TopicPriority.High,
        ["normal"] = TopicPriority.Normal,
        ["low"] = TopicPriority.Low,
    };

    /// <summary>Null with problems when there is no readable <c>pack</c> file.</summary>
    public static PackData? Read(SourceFiles files, string folder, List<Problem> problems)
    {
        MapReader? head = null;
        var readable = true;
        var (topics, flows, texts, facts) = (new List<Topic>(), new List<Flow>(), new List<PackText>(), new List<Fact>());
        foreach (var (path, text) in files.Texts.Where(file => !file.Key.EndsWith(SourceFiles.TalkEnding, StringComparison.Ordinal)))
        {
            var file = Path.Combine(folder, path);
            if (YamlFile.Read(file, text, problems) is not { } map)
            {
                readable = false;
                continue;
            }

            var reader = new MapReader(map, problems);
            if (map["pack"] is not null && head is null)
                head = reader;
            else if (map["topic"] is not null && map["flow"] is null)
                topics.Add(ReadTopic(reader));
            else if (map["flow"] is not null)
                flows.Add(FlowReader.Read(reader, texts));
            else if (map["texts"] is not null)
                texts.AddRange(ReadTexts(reader));
            else if (map["facts"] is not null)
                facts.AddRange(ReadFacts(reader));
            else
                problems.Add(Problem.Error(map.Place, "unknown-file", "The file is no part of a pack, or there is a second 'pack'", "Begin it with pack, topic, flow, texts or facts."));
        }

        if (head is null)
        {
            // A head that cannot be read was told of already.
            if (readable)
                problems.Add(Problem.Error(new Place(folder, 0, 0), "pack-missing", "No file begins with 'pack'", "Add pack.yaml."));

            return null;
        }

        Unique(topics, topic => topic.Id, topic => topic.Place, "topic", problems);
        Unique(flows, flow => flow.Id, flow => flow.Place, "flow", problems);
        Unique(texts, text => text.Id, text => text.Place, "text", problems);
        return ReadPack(head, topics, flows, texts, facts) with { IsWhole = readable };
    }

    /// <summary>Phrasings in the three languages; a language may be missing.</summary>
    internal static Phrasings ReadPhrasings(MapReader? reader)
    {
        if (reader is null)
            return Phrasings.None;

        var phrasings = new Phrasings(reader.Texts("kk"), reader.Texts("ru"), reader.Texts("en"))
        {
            Places = [.. reader.PlacesIn("kk"), .. reader.PlacesIn("ru"), .. reader.PlacesIn("en")],
        };
        reader.Done();
        return phrasings;
    }

    private static PackData ReadPack(MapReader head, List<Topic> topics, List<Flow> flows, List<PackText> texts, List<Fact> facts)
    {
        var lexicon = new Dictionary<string, Phrasings>(StringComparer.Ordinal);
        foreach (var (intent, words) in head.Map("lexicon")?.All() ?? [])
            lexicon[intent] = ReadPhrasings(words);

        var language = head.Optional("defaultLanguage") ?? "kk";
        if (Languages.Parse(language) is null)
            head.Report("defaultLanguage", "unknown-language", $"'{language}' is no language of the desk", "Write kk, ru or en.");

        head.Optional("sample");
        var data = new PackData
        {
            Name = head.Text("pack"),
            Service = head.RequiredLocal("service"),
            DefaultLanguage = Languages.Parse(language) ?? Language.Kk,
            RetentionText = head.RequiredLocal("retentionText"),
            FormalWay = head.RequiredLocal("formalWay"),
            Emergency = head.Text("emergency"),
            DueTimes = ReadDueTimes(head.Map("dueTimes")),
            Menu = head.Texts("menu"),
            MenuPlaces = head.PlacesIn("menu"),
            Lexicon = new Lexicon(lexicon, head.PlaceOf("lexicon")),
            Topics = topics,
            Flows = flows,
            Texts = texts,
            Facts = facts,
            Place = head.PlaceOf("pack"),
        };
        head.Done();
        return data;
    }

    private static Topic ReadTopic(MapReader reader)
    {
        var title = reader.RequiredLocal("title");
        var topic = new Topic(
            reader.Text("topic"), reader.Text("group"), title, reader.Local("label") ?? title, ReadAnswer(reader),
            ReadPhrasings(reader.Map("phrasings")), reader.Texts("synonyms"), reader.Place)
        {
            Priority = reader.Has("priority") ? reader.Choice("priority", _priorities) : TopicPriority.Normal,
            Due = reader.Optional("due"),
        };
        reader.Done();
        return topic;
    }

    private static Dictionary<string, int> ReadDueTimes(MapReader? reader)
    {
        var times = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in reader?.Names.Distinct(StringComparer.Ordinal).ToList() ?? [])
            times[name] = reader!.Duration(name) is { } time ? WorkingMinutes(time, reader.Optional(name)!) : 1;

        reader?.Done();
        return times;
    }

    // A working day has eight hours.
    private static int WorkingMinutes(TimeSpan time, string text) =>
        (int)Math.Min(text.EndsWith('d') ? time.TotalDays * 8 * 60 : time.TotalMinutes, int.MaxValue);

    private static Answer? ReadAnswer(MapReader reader)
    {
        var source = reader.Optional("source");
        var (checkedOn, validUntil) = (reader.Date("checkedOn"), reader.Date("validUntil"));
        if (reader.Local("answer") is not { } answer)
            return null;

        if (string.IsNullOrWhiteSpace(source))
            reader.Report("answer", "answer-without-source", "The answer has no source", "Add 'source: egov.kz'.");
        if (!reader.Has("checkedOn"))
            reader.Report("answer", "answer-without-check-date", "The answer has no checkedOn", "Add the day on which the source was read: 'checkedOn: 2026-11-24'.");

        return new Answer(
            TextTemplate.Parse(answer.Kk.Trim()), TextTemplate.Parse(answer.Ru.Trim()), TextTemplate.Parse(answer.En.Trim()),
            source ?? "", checkedOn ?? DateOnly.MinValue, validUntil, reader.PlaceOf("answer"));
    }

    private static IEnumerable<PackText> ReadTexts(MapReader reader)
    {
        var all = reader.Map("texts");
        reader.Done();
        foreach (var (id, languages) in all?.All() ?? [])
        {
            var (kk, ru, en) = (languages.Text("kk"), languages.Text("ru"), languages.Text("en"));
            languages.Done();
            yield return new PackText(id, TextTemplate.Parse(kk), TextTemplate.Parse(ru), TextTemplate.Parse(en), languages.Place);
        }
    }

    private static IEnumerable<Fact> ReadFacts(MapReader reader)
    {
        foreach (var row in reader.Maps("facts"))
        {
            var rounding = row.Has("round") ? row.Choice("round", _roundings) : FactRounding.Nearest;
            row.Optional("mark");
            row.Optional("note");
            var fact = new Fact(
                row.Text("id"), row.Text("value"), row.Choice("unit", _units), rounding, row.Date("from"), row.Date("until"),
                row.Text("source"), row.RequiredDate("checkedOn"), row.Place);
            row.Done();
            yield return fact;
        }

        reader.Done();
    }

    private static void Unique<T>(List<T> rows, Func<T, string> id, Func<T, Place> place, string what, List<Problem> problems)
    {
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var row in rows.ToList())
        {
            if (seen.TryAdd(id(row), place(row)))
                continue;

            problems.Add(Problem.Error(place(row), $"duplicate-{what}", $"The {what} '{id(row)}' is there twice, first at {seen[id(row)]}", "Rename or delete one."));
            rows.Remove(row);
        }
    }
}
