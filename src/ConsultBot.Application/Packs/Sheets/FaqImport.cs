using ConsultBot.Application.Sheets;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Application.Packs.Sheets;

/// <summary>Lays the FAQ entries of a sheet over a pack; what is wrong with them is told by cell.</summary>
public static class FaqImport
{
    public static bool IsSheet(string path) => SheetReader.IsSheet(path);

    /// <summary>Checks the whole pack with the entries in it. A column that the sheet lacks, and a topic that it does not name, stay as they are.</summary>
    public static ImportedSheet Run(string path, ContentOptions options, DateOnly today)
    {
        var problems = new List<Problem>();
        var rows = FaqSheet.Read(path, problems);
        var pack = SourceFiles.FromFolder(options.DialogsPath, problems);
        var register = SourceFiles.FromFolder(options.RegisterPath, problems);
        if (rows is null || pack is null || register is null)
            return new ImportedSheet(Lines(problems), null, null, null, 0);

        var written = Lay(path, rows, pack, problems);
        var files = pack.With(written.ToDictionary(file => file.Key, file => file.Value.Yaml.Text, StringComparer.Ordinal));
        foreach (var problem in ContentSources.Check(files, register, options, today).Problems)
            problems.Add(ByCell(problem, path, written, options));

        return problems.Exists(problem => problem.Severity == Severity.Error)
            ? new ImportedSheet(Lines(problems), null, null, null, rows.Count)
            : new ImportedSheet(Lines(problems), files, register, SourceFiles.FromTexts(written.ToDictionary(file => file.Key, file => file.Value.Yaml.Text, StringComparer.Ordinal)), rows.Count);
    }

    // Only entries that say something else than the pack are written anew.
    private static Dictionary<string, (FaqRow Row, FaqYaml Yaml)> Lay(string path, IReadOnlyList<FaqRow> rows, SourceFiles pack, List<Problem> problems)
    {
        var topics = (PackReader.Read(pack, "", [])?.Topics ?? []).ToDictionary(topic => topic.Id, StringComparer.Ordinal);
        var written = new Dictionary<string, (FaqRow, FaqYaml)>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!Domain.Dialogs.Topic.IsId(row.Topic))
            {
                problems.Add(Cell.Error(path, row.Number, row.Columns[FaqColumns.Topic], "bad-id", $"'{row.Topic}' is no id", $"Write Latin letters, digits and hyphens, at most {Domain.Dialogs.Topic.MaxIdLength}."));
                continue;
            }

            var topic = topics.GetValueOrDefault(row.Topic);
            var before = topic is null ? null : FaqColumns.Of(topic);
            var cells = new Dictionary<string, string>(before ?? [], StringComparer.Ordinal);
            foreach (var (column, text) in row.Cells)
                cells[column] = text;

            var yaml = new FaqYaml(cells);
            if (before is null || new FaqYaml(before).Text != yaml.Text)
                written[topic?.Place.File ?? NewFile(row.Topic, pack)] = (row, yaml);
        }

        return written;
    }

    private static string NewFile(string topic, SourceFiles pack)
    {
        var name = $"topics/{topic}.yaml";
        return pack.Texts.ContainsKey(name) ? $"topics/{topic}-faq.yaml" : name;
    }

    private static Problem ByCell(Problem problem, string path, Dictionary<string, (FaqRow Row, FaqYaml Yaml)> written, ContentOptions options)
    {
        if (!written.TryGetValue(problem.Place.File, out var file))
            return problem with { Place = problem.Place with { File = Path.Combine(options.DialogsPath, problem.Place.File) } };

        var column = file.Row.Columns.GetValueOrDefault(file.Yaml.ColumnOf(problem.Place.Line), file.Row.Columns[FaqColumns.Topic]);
        return problem with
        {
            Place = new Place(path, file.Row.Number, column),
            Message = $"Cell {Cell.Name(file.Row.Number, column)}: {problem.Message}",
        };
    }

    private static IReadOnlyList<ProblemLine> Lines(List<Problem> problems) =>
        [.. problems.OrderBy(problem => problem.Place.File, StringComparer.Ordinal).ThenBy(problem => problem.Place.Line).ThenBy(problem => problem.Place.Column).Select(ProblemLine.From)];
}

/// <param name="Pack">The whole pack with the entries; null when there are errors.</param>
/// <param name="Written">The pack's files that the entries change or add.</param>
/// <param name="Entries">Rows of the sheet.</param>
public sealed record ImportedSheet(IReadOnlyList<ProblemLine> Problems, SourceFiles? Pack, SourceFiles? Register, SourceFiles? Written, int Entries);
