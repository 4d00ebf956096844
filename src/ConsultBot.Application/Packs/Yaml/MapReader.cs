using System.Globalization;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Application.Packs.Yaml;

/// <summary>
/// Reads the keys of one mapping, notes every problem with its place, and at the end names the keys that nobody asked for.
/// A value that is missing or wrong is read as an empty one, so that the rest is checked as well.
/// </summary>
internal sealed class MapReader(YamlMap map, List<Problem> problems)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public Place Place => map.Place;

    public bool Has(string key) => Get(key) is not null;

    /// <summary>The value is a mapping; asking so reads nothing.</summary>
    public bool IsMap(string key) => map[key] is YamlMap;

    /// <summary>The keys as written.</summary>
    public IEnumerable<string> Names => map.Keys.Select(pair => pair.Key.Value);

    /// <summary>Where a key's value stands in the file's text; null without the key.</summary>
    public Range? SpanOf(string key) => Get(key)?.Span;

    /// <summary>A text, or a list of texts.</summary>
    public IReadOnlyList<string> OneOrMore(string key) => Get(key) is YamlScalar scalar ? [scalar.Value] : Texts(key);

    /// <summary>The names and texts of a mapping of texts.</summary>
    public IReadOnlyDictionary<string, string> Pairs(string key)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Map(key) is not { } inner)
            return pairs;

        foreach (var name in inner.Names)
            pairs[name] = inner.Optional(name) ?? "";

        inner.Done();
        return pairs;
    }

    public Place PlaceOf(string key) => Get(key)?.Place ?? map.Place;

    public string? Optional(string key) => Get(key) switch
    {
        null => null,
        YamlScalar scalar => scalar.Value,
        var other => Wrong(other, key, "a text"),
    };

    public string Text(string key)
    {
        if (Optional(key) is { } text && !string.IsNullOrWhiteSpace(text))
            return text;

        if (Get(key) is null or YamlScalar)
            Missing(key);

        return "";
    }

    public int? Number(string key)
    {
        if (Optional(key) is not { } text)
            return null;

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;

        problems.Add(Problem.Error(PlaceOf(key), "not-a-number", $"'{key}' is '{text}', which is no whole number", "Write digits alone, such as 5."));
        return null;
    }

    /// <summary>A time such as 30m or 2h.</summary>
    public TimeSpan? Duration(string key)
    {
        if (Optional(key) is not { } text)
            return null;

        if (Durations.Parse(text) is { } time)
            return time;

        problems.Add(Problem.Error(PlaceOf(key), "not-a-duration", $"'{key}' is '{text}', which is no length of time", "Write 30m, 2h or 1d."));
        return null;
    }

    public DateOnly? Date(string key)
    {
        if (Optional(key) is not { } text)
            return null;

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;

        problems.Add(Problem.Error(PlaceOf(key), "not-a-date", $"'{key}' is '{text}', which is no date", "Write a date as 2026-11-24."));
        return null;
    }

    public DateOnly RequiredDate(string key)
    {
        if (!Has(key))
            Missing(key);

        return Date(key) ?? DateOnly.MinValue;
    }

    public TEnum Choice<TEnum>(string key, IReadOnlyDictionary<string, TEnum> names)
        where TEnum : struct
    {
        var text = Text(key);
        if (text.Length > 0 && !names.ContainsKey(text))
            problems.Add(Problem.Error(PlaceOf(key), "unknown-value", $"'{key}' is '{text}'", $"{NearName.Hint(text, names.Keys)}Write one of: {string.Join(", ", names.Keys)}."));

        return names.GetValueOrDefault(text);
    }

    /// <summary>A text in the three languages: a mapping with kk, ru and en.</summary>
    public LocalText? Local(string key)
    {
        var node = Get(key);
        if (node is null)
            return null;

        if (node is not YamlMap languages)
        {
            problems.Add(Problem.Error(node.Place, "not-three-languages", $"'{key}' is one text", "Write it under kk, ru and en."));
            return null;
        }

        var reader = new MapReader(languages, problems);
        var text = new LocalText(reader.InLanguage("kk", key), reader.InLanguage("ru", key), reader.InLanguage("en", key));
        reader.Done();
        return text;
    }

    public LocalText RequiredLocal(string key)
    {
        if (!Has(key))
            Missing(key);

        return Local(key) ?? new LocalText("", "", "");
    }

    public IReadOnlyList<string> Texts(string key)
    {
        var texts = new List<string>();
        foreach (var item in Items(key))
        {
            if (item is YamlScalar scalar)
                texts.Add(scalar.Value);
            else
                Wrong(item, key, "a list of texts");
        }

        return texts;
    }

    public IReadOnlyList<int> Numbers(string key) =>
        [.. Texts(key).Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];

    public MapReader? Map(string key) => Get(key) switch
    {
        null => null,
        YamlMap inner => new MapReader(inner, problems),
        var other => NoMap(other, key),
    };

    public IEnumerable<MapReader> Maps(string key)
    {
        foreach (var item in Items(key))
        {
            if (item is YamlMap inner)
                yield return new MapReader(inner, problems);
            else
                Wrong(item, key, "a list of mappings");
        }
    }

    /// <summary>The place of each item of a list.</summary>
    public IReadOnlyList<Place> PlacesIn(string key) => Get(key) is YamlList list ? [.. list.Items.Select(item => item.Place)] : [];

    /// <summary>The keys and values of this mapping, all of them asked for.</summary>
    public IEnumerable<(string Key, MapReader Value)> All()
    {
        foreach (var (key, value) in map.Keys)
        {
            _asked.Add(key.Value);
            if (value is YamlMap inner)
                yield return (key.Value, new MapReader(inner, problems));
            else
                Wrong(value, key.Value, "a mapping");
        }
    }

    public void Report(string key, string code, string message, string remedy) =>
        problems.Add(Problem.Error(PlaceOf(key), code, message, remedy));

    /// <summary>Names the keys that nobody knows.</summary>
    public void Done()
    {
        foreach (var (key, _) in map.Keys.Where(pair => !_asked.Contains(pair.Key.Value)))
        {
            var known = string.Join(", ", _asked.Order(StringComparer.Ordinal));
            problems.Add(Problem.Error(key.Place, "unknown-key", $"'{key.Value}' is no key here", $"{NearName.Hint(key.Value, _asked)}Known keys: {known}."));
        }
    }

    private string InLanguage(string language, string key)
    {
        var text = Optional(language);
        if (string.IsNullOrWhiteSpace(text))
            problems.Add(Problem.Error(PlaceOf(language), "text-missing-language", $"'{key}' has no text in {language}", $"Add '{language}: …'."));

        return text?.TrimEnd('\n') ?? "";
    }

    private IReadOnlyList<YamlNode> Items(string key)
    {
        switch (Get(key))
        {
            case null:
                return [];
            case YamlList list:
                return list.Items;
            case var other:
                Wrong(other, key, "a list");
                return [];
        }
    }

    private YamlNode? Get(string key)
    {
        _asked.Add(key);
        return map[key];
    }

    private void Missing(string key) =>
        problems.Add(Problem.Error(map.Place, "missing-key", $"'{key}' is missing", $"Add '{key}: …' here."));

    private MapReader? NoMap(YamlNode node, string key)
    {
        Wrong(node, key, "a mapping");
        return null;
    }

    private string? Wrong(YamlNode node, string key, string wanted)
    {
        problems.Add(Problem.Error(node.Place, "wrong-kind", $"'{key}' is not {wanted}", $"Write {wanted}."));
        return null;
    }
}
