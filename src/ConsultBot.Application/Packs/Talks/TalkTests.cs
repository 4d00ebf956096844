using System.Text;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Application.Packs.Talks;

/// <summary>Runs the talks that lie beside a pack, and says what they cover.</summary>
public static class TalkTests
{
    private const string Ending = ".test.yaml";

    /// <param name="path">A folder with talks, or one file of them.</param>
    /// <param name="update">Write what was said into the files as what is expected.</param>
    public static TalkReport Run(DeskContent content, TimeZoneInfo zone, DateTimeOffset now, string path, bool update)
    {
        var problems = new List<Problem>();
        var runner = new TalkRunner(content, zone, now);
        var results = new List<TalkResult>();
        var updated = 0;
        foreach (var file in Files(path, problems))
        {
            var text = File.ReadAllText(file);
            var edits = new List<(int From, int To, string Text)>();
            foreach (var talk in TalkReader.Read(file, text, problems))
            {
                var named = new List<(TalkLine Line, IReadOnlyList<string> Said)>();
                var differences = runner.Run(talk, (line, said) => named.Add((line, said)));
                results.Add(new TalkResult(file, talk.Place.Line, talk.Name, differences.Count == 0, [.. differences.Select(Told)]));
                if (update)
                    edits.AddRange(Edits(text, named, differences));
            }

            if (edits.Count > 0)
                File.WriteAllText(file, Edited(text, edits));

            updated += edits.Count;
        }

        return new TalkReport(results, [.. problems.Select(ProblemLine.From)], updated, Coverage(content, runner));
    }

    private static List<string> Files(string path, List<Problem> problems)
    {
        if (File.Exists(path))
            return [path];
        if (Directory.Exists(path) && Directory.EnumerateFiles(path, "*" + Ending, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } files)
            return files;

        problems.Add(Problem.Error(new Place(path, 0, 0), "no-talks", "There are no talks here", $"Name a file or folder with files *{Ending}."));
        return [];
    }

    private static TalkFault Told(TalkDifference difference) => new(
        difference.Place.Line, difference.Act, difference.Wrong, difference.Said, difference.Texts);

    // A line that expected something else, or nothing, expects what came.
    private static IEnumerable<(int From, int To, string Text)> Edits(
        string text, List<(TalkLine Line, IReadOnlyList<string> Said)> named, IReadOnlyList<TalkDifference> differences)
    {
        foreach (var (line, said) in named)
        {
            var value = said.Count == 1 ? Quoted(said[0]) : $"[{string.Join(", ", said.Select(Quoted))}]";
            if (line.Span is { } span)
            {
                if (differences.Any(difference => difference.Place == line.Place))
                {
                    var (from, length) = span.GetOffsetAndLength(text.Length);
                    yield return (from, from + text.Substring(from, length).TrimEnd().Length, value);
                }

                continue;
            }

            var end = line.End.GetOffset(text.Length);
            var start = text.LastIndexOf('\n', end - 1) + 1;
            yield return text.AsSpan(start).TrimStart(" -").StartsWith("{")
                ? (end, end, $", expect: {value}")
                : (end, end, $"\n{new string(' ', line.Place.Column - 1)}expect: {value}");
        }
    }

    private static string Quoted(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ' ') ? text : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Edited(string text, List<(int From, int To, string Text)> edits)
    {
        var result = new StringBuilder(text);
        foreach (var (from, to, value) in edits.OrderByDescending(edit => edit.From))
            result.Remove(from, to - from).Insert(from, value);

        return result.ToString();
    }

    private static TalkCoverage Coverage(DeskContent content, TalkRunner runner)
    {
        var steps = content.Pack.Data.Flows.SelectMany(flow => flow.Steps).ToList();
        var answers = content.Pack.Data.Topics.Where(topic => topic.Answer is not null)
            .SelectMany(topic => Languages.All.Select(language => (topic.Id, language.Code()))).ToList();
        return new TalkCoverage(
            steps.Count, steps.Count(runner.Steps.Contains), [.. steps.Where(step => !runner.Steps.Contains(step)).Select(step => step.Place.ToString())],
            answers.Count, answers.Count(runner.Answers.Contains), [.. answers.Where(one => !runner.Answers.Contains(one)).Select(one => $"{one.Id} {one.Item2}")]);
    }
}

/// <param name="Updated">Expectations that were written into files.</param>
public sealed record TalkReport(IReadOnlyList<TalkResult> Talks, IReadOnlyList<ProblemLine> Problems, int Updated, TalkCoverage Coverage)
{
    public bool Holds => Problems.Count == 0 && Talks.All(talk => talk.Holds);
}

public sealed record TalkResult(string File, int Line, string Talk, bool Holds, IReadOnlyList<TalkFault> Differences);

/// <param name="Expected">What did not come.</param>
/// <param name="Said">What came, by ids.</param>
/// <param name="Texts">What came, in words.</param>
public sealed record TalkFault(int Line, string Act, IReadOnlyList<string> Expected, IReadOnlyList<string> Said, IReadOnlyList<string> Texts);

/// <summary>What the talks went through: steps of flows, and answers by topic and language.</summary>
public sealed record TalkCoverage(
    int Steps, int StepsCovered, IReadOnlyList<string> StepsMissed, int Answers, int AnswersCovered, IReadOnlyList<string> AnswersMissed);
