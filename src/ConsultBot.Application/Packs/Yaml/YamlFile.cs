using ConsultBot.Domain.Problems;
using SharpYaml;
using SharpYaml.Events;

namespace ConsultBot.Application.Packs.Yaml;

/// <summary>Reads a YAML file into nodes with places. Bounded: no aliases, so no bombs; limited size, depth and number of nodes.</summary>
internal static class YamlFile
{
    public const int MaxCharacters = 5_000_000;
    public const int MaxDepth = 24;
    public const int MaxNodes = 500_000;

    /// <summary>The file's one mapping; null with a problem when it cannot be read.</summary>
    public static YamlMap? Read(string file, string text, List<Problem> problems)
    {
        if (text.Length > MaxCharacters)
        {
            problems.Add(Problem.Error(new Place(file, 0, 0), "file-too-long", $"The file has {text.Length} characters, the limit is {MaxCharacters}", "Cut it into several files."));
            return null;
        }

        try
        {
            var tree = new Builder(file, problems).Build(text);
            if (tree is YamlMap map)
                return map;

            if (tree is not null)
                problems.Add(Problem.Error(tree.Place, "not-a-mapping", "The file is no mapping of keys to values", "Begin with a key, such as 'topic: id-card'."));
            else if (!problems.Exists(problem => problem.Place.File == file))
                problems.Add(Problem.Error(new Place(file, 0, 0), "file-empty", "The file is empty", "Fill it or delete it."));
        }
        catch (YamlException error)
        {
            problems.Add(Syntax(file, text, error));
        }

        return null;
    }

    private static Problem Syntax(string file, string text, YamlException error)
    {
        var place = At(file, error.Start);
        var line = text.AsSpan();
        for (var skip = error.Start.Line; skip > 0; skip--)
            line = line[(line.IndexOf('\n') + 1)..];

        var indent = line[..(line.Length - line.TrimStart(" \t").Length)];
        return indent.Contains('\t')
            ? Problem.Error(place, "yaml-tab", "The line is indented by a tab", "Use spaces: YAML takes no tabs there.")
            : Problem.Error(place, "yaml-syntax", $"This is no YAML: {Words(error.Message)}", "Mend the line; text with ': ' or '#' in it goes into quotes.");
    }

    private static Place At(string file, Mark mark) => new(file, mark.Line + 1, mark.Column + 1);

    // The library puts its own position, counted from 0, in front.
    private static string Words(string message)
    {
        var at = message.LastIndexOf("): ", StringComparison.Ordinal);
        return (at < 0 ? message : message[(at + 3)..]).TrimEnd('.').Replace("  ", " ", StringComparison.Ordinal);
    }

    private sealed class Builder(string file, List<Problem> problems)
    {
        private int _nodes;

        public YamlNode? Build(string text)
        {
            var parser = Parser.CreateParser(new StringReader(text));
            while (parser.MoveNext())
            {
                if (parser.Current is StreamStart or DocumentStart)
                    continue;

                return parser.Current is StreamEnd or DocumentEnd ? null : Node(parser, 0);
            }

            return null;
        }

        private YamlNode? Node(IParser parser, int depth)
        {
            var current = parser.Current!;
            var place = At(file, current.Start);
            if (++_nodes > MaxNodes || depth > MaxDepth)
            {
                problems.Add(Problem.Error(place, "file-too-deep", $"More than {MaxDepth} levels or {MaxNodes} values", "Make the file simpler."));
                return null;
            }

            switch (current)
            {
                case Scalar scalar:
                    return new YamlScalar(scalar.Value, scalar.Style != ScalarStyle.Plain, place, Span(current.Start, current.End));
                case SequenceStart:
                    return List(parser, place, depth);
                case MappingStart:
                    return Map(parser, place, depth);
                default:
                    problems.Add(Problem.Error(place, "yaml-alias", "Anchors and aliases are not taken", "Write the value out."));
                    return null;
            }
        }

        private YamlList? List(IParser parser, Place place, int depth)
        {
            var start = parser.Current!.Start;
            var items = new List<YamlNode>();
            while (parser.MoveNext() && parser.Current is not SequenceEnd)
            {
                if (Node(parser, depth + 1) is not { } item)
                    return null;

                items.Add(item);
            }

            return new YamlList(items, place, Span(start, parser.Current!.End));
        }

        private static Range Span(Mark start, Mark end) => start.Index..end.Index;

        private YamlMap? Map(IParser parser, Place place, int depth)
        {
            var start = parser.Current!.Start;
            var keys = new List<(YamlScalar, YamlNode)>();
            var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
            while (parser.MoveNext() && parser.Current is not MappingEnd)
            {
                if (Node(parser, depth + 1) is not { } name)
                    return null;

                if (name is not YamlScalar key)
                {
                    problems.Add(Problem.Error(name.Place, "key-not-text", "A key is a word", "Write 'key: value'."));
                    return null;
                }

                parser.MoveNext();
                if (Node(parser, depth + 1) is not { } value)
                    return null;

                if (!seen.TryAdd(key.Value, key.Place))
                    problems.Add(Problem.Error(key.Place, "duplicate-key", $"'{key.Value}' is there twice, first in line {seen[key.Value].Line}", "Delete one."));

                keys.Add((key, value));
            }

            return new YamlMap(keys, place, Span(start, parser.Current!.End));
        }
    }
}
