using System.Globalization;
using ConsultBot.Application.Packs.Yaml;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Application.Packs.Talks;

/// <summary>Reads a file of talks, <c>*.test.yaml</c>.</summary>
internal static class TalkReader
{
    private static readonly string[] _acts = ["citizen", "press", "photo", "location", "wait", "service", "officer"];
    private static readonly Dictionary<string, string> _owners = Same("bot", "queue", "officer");
    private static readonly Dictionary<string, string> _languages = Same("kk", "ru", "en");
    private static readonly Dictionary<string, string> _channels = Same([.. Simulator.Channels]);

    public static IReadOnlyList<TalkScript> Read(string file, string text, List<Problem> problems)
    {
        if (YamlFile.Read(file, text, problems) is not { } map)
            return [];

        var reader = new MapReader(map, problems);
        var at = Instant(reader);
        var language = Among(reader, "lang", _languages);
        var talks = new List<TalkScript>();
        foreach (var talk in reader.Maps("talks"))
        {
            talks.Add(new TalkScript(
                talk.Text("talk"), Among(talk, "lang", _languages) ?? language, Among(talk, "channel", _channels) ?? "telegram", Instant(talk) ?? at,
                [.. talk.Maps("lines").Select(ReadLine)], talk.Place));
            talk.Done();
        }

        if (talks.Count == 0)
            reader.Report("talks", "no-talks", "The file has no talks", "Write them under 'talks'.");

        reader.Done();
        return talks;
    }

    private static TalkLine ReadLine(MapReader row)
    {
        var act = Array.Find(_acts, row.Has);
        if (act is null)
            row.Report("citizen", "unknown-act", "Nobody does anything here", $"Begin it with one of: {string.Join(", ", _acts)}.");

        var line = new TalkLine(
            act ?? "citizen", act is null ? "" : row.Optional(act) ?? "", row.OneOrMore("expect"), Among(row, "owner", _owners),
            row.Has("buttons") ? row.Texts("buttons") : null, row.Pairs("slots"), row.Place, row.SpanOf("expect"), (act is null ? null : row.SpanOf(act))?.End ?? 0);
        row.Done();
        return line;
    }

    private static string? Among(MapReader reader, string key, Dictionary<string, string> names)
    {
        if (reader.Optional(key) is not { } text)
            return null;

        if (!names.ContainsKey(text))
            reader.Report(key, "unknown-value", $"'{key}' is '{text}'", $"Write one of: {string.Join(", ", names.Keys)}.");

        return names.GetValueOrDefault(text);
    }

    private static DateTimeOffset? Instant(MapReader reader)
    {
        if (reader.Optional("at") is not { } text)
            return null;

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return at;

        reader.Report("at", "not-an-instant", $"'at' is '{text}', which is no instant", "Write 2026-11-24T10:00:00+05:00.");
        return null;
    }

    private static Dictionary<string, string> Same(params string[] names) => names.ToDictionary(name => name, StringComparer.Ordinal);
}
