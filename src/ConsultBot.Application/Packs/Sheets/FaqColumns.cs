using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Packs.Sheets;

/// <summary>The columns of a sheet of FAQ entries, and an entry as its cells by column.</summary>
internal static class FaqColumns
{
    public const string Topic = "topic";

    /// <summary>In the order in which they are written. A list has an entry a line of its cell.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Topic, "group", .. InThree("title"), .. InThree("label"), .. InThree("answer"), "source", "checkedOn", "validUntil",
        "priority", "due", .. InThree("phrasings"), "synonyms",
    ];

    /// <summary>A topic's cells; those without anything are empty.</summary>
    public static Dictionary<string, string> Of(Topic topic)
    {
        var cells = All.ToDictionary(column => column, _ => "", StringComparer.Ordinal);
        cells[Topic] = topic.Id;
        cells["group"] = topic.Group;
        foreach (var language in Languages.All)
        {
            var code = language.Code();
            cells[$"title_{code}"] = topic.Title.In(language).Trim();
            cells[$"label_{code}"] = topic.Label == topic.Title ? "" : topic.Label.In(language).Trim();
            cells[$"answer_{code}"] = topic.Answer?.In(language).Source ?? "";
            cells[$"phrasings_{code}"] = List(topic.Phrasings.In(language));
        }

        cells["source"] = topic.Answer?.Source ?? "";
        cells["checkedOn"] = topic.Answer is { } answer ? Day(answer.CheckedOn) : "";
        cells["validUntil"] = topic.Answer?.ValidUntil is { } until ? Day(until) : "";
        cells["priority"] = topic.Priority == TopicPriority.Normal ? "" : topic.Priority == TopicPriority.High ? "high" : "low";
        cells["due"] = topic.Due ?? "";
        cells["synonyms"] = List(topic.Synonyms);
        return cells;
    }

    private static IEnumerable<string> InThree(string name) => Languages.All.Select(language => $"{name}_{language.Code()}");

    private static string List(IReadOnlyList<string> texts) => string.Join('\n', texts.Select(text => text.ReplaceLineEndings(" ").Trim()));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
