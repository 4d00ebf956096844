using ConsultBot.Domain.Answers.Matching;

namespace ConsultBot.Application.Evaluations;

/// <summary>Files of <c>text TAB label</c>, a row a line.</summary>
internal static class LabelledRows
{
    /// <summary>The label of rows that no entry fits.</summary>
    public const string OutOfScope = Matcher.OutOfScope;

    /// <exception cref="FormatException">A line has no tab.</exception>
    public static List<(string Text, string Label)> Read(string path)
    {
        var rows = new List<(string, string)>();
        foreach (var line in File.ReadLines(path))
        {
            if (line.Length == 0)
                continue;

            var tab = line.LastIndexOf('\t');
            if (tab < 0)
                throw new FormatException($"{path}:{rows.Count + 1}: a text, a tab and a label are wanted.");

            rows.Add((line[..tab], line[(tab + 1)..].Trim()));
        }

        return rows;
    }

    /// <summary>The named labels' rows become out of scope.</summary>
    public static List<(string Text, string Label)> Hide(List<(string Text, string Label)> rows, HashSet<string> hidden) =>
        rows.ConvertAll(row => hidden.Contains(row.Label) ? (row.Text, OutOfScope) : row);
}
