using ConsultBot.Application.Packs.Yaml;
using ConsultBot.Domain.Dialogs;

namespace ConsultBot.Application.Packs;

/// <summary>A step names a text by its id, or holds the text itself under kk, ru and en; then it gets an id of the flow.</summary>
/// <param name="number">The step's place in its flow, from 1: names what has no name.</param>
internal sealed class InlineTexts(string flow, int number, List<PackText> texts)
{
    /// <summary>The text's id: <c>FLOW.NAME</c>, or <c>FLOW.NUMBER.KEY</c> when the step has no name.</summary>
    public string Read(MapReader row, string key, string? name) =>
        Take(row, key, name is null ? FormattableString.Invariant($"{flow}.{number}.{key}") : $"{flow}.{name}");

    /// <summary>A part of a step, such as its words for one reason.</summary>
    public string ReadPart(MapReader row, string key, string name, string part) => Take(row, key, $"{flow}.{name}.{part}");

    /// <summary>A label: its length is checked as a button's.</summary>
    public string ReadLabel(MapReader row, string key, string name, string value) => Take(row, key, $"button.{flow}.{name}.{value}");

    private string Take(MapReader row, string key, string id)
    {
        if (!row.IsMap(key))
            return row.Text(key);

        if (row.Local(key) is { } text)
            texts.Add(new PackText(id, TextTemplate.Parse(text.Kk), TextTemplate.Parse(text.Ru), TextTemplate.Parse(text.En), row.PlaceOf(key)));

        return id;
    }
}
