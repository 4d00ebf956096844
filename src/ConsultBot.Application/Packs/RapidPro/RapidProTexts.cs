using System.Text.Json;
using System.Text.RegularExpressions;
using ConsultBot.Application.Packs.Yaml;

namespace ConsultBot.Application.Packs.RapidPro;

/// <summary>The words of a flow in the three languages; what has no translation stays empty, for <c>check</c> to find.</summary>
internal sealed partial class RapidProTexts(JsonElement flow, RapidProReport report)
{
    private static readonly (string Ours, string Theirs)[] _languages = [("kk", "kaz"), ("ru", "rus"), ("en", "eng")];

    /// <summary>A text as <c>{kk: …, ru: …, en: …}</c>.</summary>
    /// <param name="uuid">Of the action, case or category that has it.</param>
    /// <param name="index">Which of several, as with quick replies.</param>
    public string Local(string uuid, string key, string text, string where, int index = 0)
    {
        var parts = _languages.Select(language => $"{language.Ours}: {YamlText.Quoted(Slots(In(language.Theirs, uuid, key, text, index), where))}");
        return $"{{{string.Join(", ", parts)}}}";
    }

    /// <summary>A text with <c>@results.name</c> as <c>{name}</c>; other expressions are left out and told.</summary>
    public string Slots(string text, string where) => Expression().Replace(text, match =>
    {
        if (match.Value == "@@")
            return "@";
        if (match.Groups["slot"].Success)
            return $"{{{RapidProNames.Id(match.Groups["slot"].Value, "answer")}}}";

        report.NotTaken(where, $"the expression {match.Value}", "Write what should stand there, or ask for it in a step.");
        return "";
    });

    /// <summary>Tells of translations into languages that the desk does not speak.</summary>
    public void ReportLanguages()
    {
        var known = _languages.Select(language => language.Theirs).ToList();
        if (flow.Text("language") is { Length: > 0 } language && !known.Contains(language, StringComparer.Ordinal))
            report.NotTaken("language", $"the language '{language}'", "Translate the texts into kk, ru and en.");
        if (flow.Map("localization") is not { } localization)
            return;

        foreach (var other in localization.EnumerateObject().Where(other => !known.Contains(other.Name, StringComparer.Ordinal)))
            report.NotTaken("localization", $"the language '{other.Name}'", "The desk speaks kk, ru and en.");
    }

    private string In(string language, string uuid, string key, string text, int index)
    {
        if (flow.Text("language") == language)
            return text;

        var found = flow.Map("localization")?.Map(language)?.Map(uuid)?.Texts(key) ?? [];
        return index < found.Count ? found[index] : "";
    }

    [GeneratedRegex(@"@@|@results\.(?<slot>[a-z0-9_]+)(?:\.(?:value|category|input))?|@\([^)]*\)|@(?:contact|fields|urns|input|child|parent|globals|run|trigger|webhook|legacy_extra|resume|ticket|node)[a-z0-9_.]*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Expression();
}
