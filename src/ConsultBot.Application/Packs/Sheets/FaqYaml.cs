using System.Text;
using ConsultBot.Application.Packs.Yaml;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Packs.Sheets;

/// <summary>An entry's cells as a file of a pack, which remembers from which column each of its lines came.</summary>
internal sealed class FaqYaml
{
    private readonly StringBuilder _text = new();
    private readonly List<string> _columns = [];

    /// <param name="cells">By column; a column that is not there counts as empty.</param>
    public FaqYaml(IReadOnlyDictionary<string, string> cells)
    {
        One(cells, FaqColumns.Topic, "topic");
        One(cells, "group", "group");
        Three(cells, "title");
        Three(cells, "label");
        foreach (var name in new[] { "source", "checkedOn", "validUntil", "priority", "due" })
            One(cells, name, name);

        Three(cells, "answer");
        Lists(cells);
        List(cells, "synonyms", "synonyms", "");
    }

    public string Text => _text.ToString();

    /// <summary>The column that made a line, from 1.</summary>
    public string ColumnOf(int line) => line < 1 || line > _columns.Count ? FaqColumns.Topic : _columns[line - 1];

    private void One(IReadOnlyDictionary<string, string> cells, string column, string key)
    {
        if (cells.GetValueOrDefault(column) is { Length: > 0 } text)
            Line(column, $"{key}: {YamlText.Plain(text)}");
    }

    private void Three(IReadOnlyDictionary<string, string> cells, string name)
    {
        if (Languages.All.All(language => string.IsNullOrEmpty(cells.GetValueOrDefault($"{name}_{language.Code()}"))))
            return;

        Line($"{name}_kk", $"{name}:");
        foreach (var code in Languages.All.Select(language => language.Code()))
        {
            // One that is missing stands there too, so that its fault has a cell.
            foreach (var line in YamlText.Under($"  {code}", cells.GetValueOrDefault($"{name}_{code}", ""), "    "))
                Line($"{name}_{code}", line);
        }
    }

    private void Lists(IReadOnlyDictionary<string, string> cells)
    {
        var codes = Languages.All.Select(language => language.Code()).Where(code => !string.IsNullOrEmpty(cells.GetValueOrDefault($"phrasings_{code}"))).ToList();
        if (codes.Count == 0)
            return;

        Line($"phrasings_{codes[0]}", "phrasings:");
        foreach (var code in codes)
            List(cells, $"phrasings_{code}", code, "  ");
    }

    private void List(IReadOnlyDictionary<string, string> cells, string column, string key, string indent)
    {
        if (cells.GetValueOrDefault(column) is not { Length: > 0 } text)
            return;

        Line(column, $"{indent}{key}:");
        foreach (var item in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            Line(column, $"{indent}  - {YamlText.Quoted(item)}");
    }

    private void Line(string column, string text)
    {
        _text.Append(text).Append('\n');
        _columns.Add(column);
    }
}
