using System.Text.Json;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Application.Packs.RapidPro;

/// <summary>Flows exported from RapidPro or TextIt, as drafts of flows of a pack. What is not taken is told.</summary>
public static class RapidProImport
{
    public const int MaxBytes = 20_000_000;

    private const int MaxDepth = 64;

    public static bool IsExport(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    public static ImportedFlows Run(string path)
    {
        var problems = new List<Problem>();
        if (Read(path, problems) is not { } document)
            return new ImportedFlows([.. problems.Select(ProblemLine.From)], null, 0);

        using (document)
        {
            var flows = document.RootElement.List("flows");
            if (flows.Count == 0)
                problems.Add(Problem.Error(new Place(path, 0, 0), "no-flows", "The file has no flows", "Export flows from RapidPro; the file has a list 'flows'."));

            var ids = Ids(flows);
            var written = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (at, flow) in flows.Index())
            {
                var report = new RapidProReport(path, flow.Text("name"), problems);
                if (flow.Text("type") is not ("messaging" or ""))
                    report.NotTaken($"flows[{at}]", $"a flow of type '{flow.Text("type")}'", "Only messaging flows are taken.");
                else
                    written[$"flows/{ids[at]}.yaml"] = new RapidProFlow(flow, ids[at], flows.Select(other => other.Text("name")).Zip(ids).ToLookup(pair => pair.First, pair => pair.Second, StringComparer.Ordinal), report).Yaml();
            }

            return new ImportedFlows([.. problems.Select(ProblemLine.From)], written.Count == 0 ? null : SourceFiles.FromTexts(written), written.Count);
        }
    }

    private static JsonDocument? Read(string path, List<Problem> problems)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            problems.Add(Problem.Error(new Place(path, 0, 0), "file-missing", "There is no such file", "Name a JSON export of RapidPro."));
        else if (file.Length > MaxBytes)
            problems.Add(Problem.Error(new Place(path, 0, 0), "file-too-long", $"The file has more than {MaxBytes / 1_000_000} MB", "Export fewer flows at once."));
        else
            return Parsed(path, problems);

        return null;
    }

    private static JsonDocument? Parsed(string path, List<Problem> problems)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException error)
        {
            problems.Add(Problem.Error(
                new Place(path, (int)(error.LineNumber ?? 0) + 1, (int)(error.BytePositionInLine ?? 0) + 1), "not-json", "This is no JSON, or it is nested too deep", "Export the flows anew."));
            return null;
        }
    }

    private static List<string> Ids(IReadOnlyList<JsonElement> flows)
    {
        var ids = new List<string>();
        foreach (var flow in flows)
        {
            var id = RapidProNames.Id(flow.Text("name"), "flow");
            ids.Add(ids.Contains(id, StringComparer.Ordinal) ? FormattableString.Invariant($"{id}-{ids.Count + 1}") : id);
        }

        return ids;
    }
}

/// <param name="Problems">Errors, and as warnings what was not taken.</param>
/// <param name="Written">The drafts; null when nothing could be read.</param>
public sealed record ImportedFlows(IReadOnlyList<ProblemLine> Problems, SourceFiles? Written, int Flows);
