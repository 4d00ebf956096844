using System.Globalization;
using System.Text.Json;

namespace ConsultBot.Application.Packs.RapidPro;

/// <summary>A wait for the contact's message as a question: its kind is told by the tests that follow the wait.</summary>
internal sealed class RapidProQuestion
{
    /// <summary>Name of the step where ways lead that lead nowhere.</summary>
    public const string End = "the-end";

    private const string NumberTest = "has_number";

    private static readonly string[] _words = ["has_any_word", "has_all_words", "has_phrase", "has_only_phrase", "has_only_text", "has_beginning"];
    private static readonly string[] _dates = ["has_date", "has_date_lt", "has_date_eq", "has_date_gt"];

    private readonly JsonElement _router;
    private readonly string _slot;
    private readonly RapidProWays _ways;
    private readonly RapidProTexts _texts;
    private readonly RapidProReport _report;
    private readonly string _where;
    private readonly string _kind;
    private readonly List<string> _categories;

    public RapidProQuestion(JsonElement router, string slot, RapidProWays ways, RapidProTexts texts, RapidProReport report, string where)
    {
        (_router, _slot, _ways, _texts, _report, _where) = (router, slot, ways, texts, report, where);
        _kind = Kind([.. router.List("cases").Select(one => one.Text("type"))], router.Map("wait")?.Map("hint")?.Text("type") ?? "");
        _categories = [.. router.List("cases").Select(one => one.Text("category_uuid")).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Where the answer leads by itself.</summary>
    public string After => IsChoice ? _ways.Of(_categories[^1])
        : _router.List("cases").FirstOrDefault(one => one.Text("type") is NumberTest or "has_text" or "has_date" or "has_time" or "has_phone") is { ValueKind: JsonValueKind.Object } plain
            ? _ways.Of(plain.Text("category_uuid"))
            : _ways.Default;

    private bool IsChoice => _kind == "choice";

    /// <summary>The step's lines.</summary>
    /// <param name="words">What is asked, in the three languages.</param>
    /// <param name="target">Name of the step of a node.</param>
    public IEnumerable<string> Lines(string words, Func<string, string> target)
    {
        yield return IsChoice ? $"choose: {_slot}" : $"ask: {_slot}";
        if (!IsChoice)
            yield return $"kind: {_kind}";

        yield return $"text: {words}";
        if (IsChoice)
        {
            yield return "choices:";
            foreach (var (at, category) in _categories.Index())
                yield return Choice(at, _ways.Category(category), at == _categories.Count - 1 ? null : target(_ways.Of(category)));
        }

        if (_router.Map("wait")?.Map("timeout") is { } timeout)
            yield return Timeout(timeout, target);
    }

    /// <summary>The table behind the question, by the numbers that were asked for.</summary>
    public IReadOnlyList<string> Rows(Func<string, string> target) => _kind != "number" ? [] :
        [.. Conditions(_router, _slot, _ways, _report, _where).Where(row => row.Test != NumberTest).Select(row => $"  - {{if: \"{row.If}\", goto: {target(row.Destination)}}}")];

    /// <summary>A router's tests as conditions on a slot.</summary>
    public static IEnumerable<(string Test, string If, string Destination)> Conditions(
        JsonElement router, string slot, RapidProWays ways, RapidProReport report, string where)
    {
        foreach (var one in router.List("cases"))
        {
            var (test, arguments) = (one.Text("type"), one.Texts("arguments"));
            var condition = (test, arguments.Count) switch
            {
                ("has_number_between", >= 2) when Number(arguments[0]) is { } from && Number(arguments[1]) is { } to => $"{slot} >= {from} and {slot} <= {to}",
                ("has_number_eq" or "has_number_lt" or "has_number_lte" or "has_number_gt" or "has_number_gte", >= 1) when Number(arguments[0]) is { } number => $"{slot} {Sign(test)} {number}",
                (NumberTest or "has_text" or "has_date" or "has_time" or "has_phone", _) => $"{slot} is set",
                ("has_any_word" or "has_all_words" or "has_phrase" or "has_only_phrase" or "has_only_text" or "has_category", >= 1) => Among(slot, arguments),
                _ => null,
            };
            if (condition is null)
                report.NotTaken(where, $"the test '{test}'", "Write a row of 'branch'.");
            else
                yield return (test, condition, ways.Of(one.Text("category_uuid")));
        }
    }

    private string Kind(List<string> tests, string hint)
    {
        if (hint is "image" or "video" or "audio")
            return "file";
        if (hint == "location")
            return "location";
        if (tests.Count == 0 || tests.TrueForAll(test => test == "has_text"))
            return "text";
        if (tests.TrueForAll(test => _words.Contains(test, StringComparer.Ordinal)))
            return "choice";
        if (tests.TrueForAll(test => test.StartsWith(NumberTest, StringComparison.Ordinal)))
            return "number";
        if (tests.TrueForAll(test => _dates.Contains(test, StringComparer.Ordinal)))
            return "date";
        if (tests.TrueForAll(test => test is "has_time" or "has_phone"))
            return tests[0] == "has_time" ? "time" : "phone";

        _report.NotTaken(_where, $"the tests {string.Join(", ", tests.Distinct(StringComparer.Ordinal))} together", "It is asked as words; choose a kind, and write a 'branch'.");
        return "text";
    }

    private string Choice(int at, JsonElement category, string? target)
    {
        var name = category.Text("name");
        var value = RapidProNames.Id(name, FormattableString.Invariant($"choice-{at + 1}"));
        var way = target is null ? "" : $", goto: {target}";
        return $"  - {{value: {value}, label: {_texts.Local(category.Text("uuid"), "name", name, _where)}{way}}}";
    }

    private string Timeout(JsonElement timeout, Func<string, string> target)
    {
        var seconds = int.TryParse(timeout.Text("seconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;
        var minutes = Math.Clamp((seconds + 59) / 60, 1, 23 * 60);
        if (minutes * 60 != seconds)
            _report.NotTaken(_where, $"the time-out of {seconds} s", $"It is {minutes}m now: whole minutes, at most 23 hours.");

        var way = _ways.Of(timeout.Text("category_uuid"));
        return way.Length == 0 ? $"timeout: {{after: {minutes}m}}" : $"timeout: {{after: {minutes}m, goto: {target(way)}}}";
    }

    private static string Among(string slot, IReadOnlyList<string> words)
    {
        var values = words.Select(word => RapidProNames.Id(word, "choice-1")).Distinct(StringComparer.Ordinal).ToList();
        return values.Count == 1 ? $"{slot} = {values[0]}" : $"{slot} in {string.Join(", ", values)}";
    }

    private static string Sign(string test) => test switch
    {
        "has_number_eq" => "=",
        "has_number_lt" => "<",
        "has_number_lte" => "<=",
        "has_number_gt" => ">",
        _ => ">=",
    };

    private static string? Number(string text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;
}
