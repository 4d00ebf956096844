using System.Text.Json;
using System.Text.RegularExpressions;
using ConsultBot.Application.Packs.Talks;

namespace ConsultBot.Application.Tests;

/// <summary>The schema that editors use says what the reader takes: a key that nobody knows makes the reader name all it knows.</summary>
public partial class SchemaTests
{
    private static readonly JsonElement _definitions = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Sample.Folder, "dialogs", "pack.schema.json"))).RootElement.GetProperty("$defs");

    public static TheoryData<string, string> Files => new()
    {
        { "topic", "topic: trial\nnone: x\n" },
        { "flow", "flow: trial\nnone: x\n" },
        { "texts", "texts: {}\nnone: x\n" },
        { "facts", "facts: []\nnone: x\n" },
        { "ask", "flow: trial\nsteps:\n  - {ask: x, none: x}\n" },
        { "choose", "flow: trial\nsteps:\n  - {choose: x, none: x}\n" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_definition_has_the_keys_that_the_reader_knows(string definition, string text)
    {
        using var content = new ContentCopy();
        File.WriteAllText(content.PathOf("dialogs/case.yaml"), text);

        var known = Known(content.Check("dialogs/case.yaml"));

        var keys = Keys(_definitions.GetProperty(definition).GetProperty("properties"));
        Assert.Subset(known, keys);
        if (definition is "topic" or "flow" or "texts" or "facts")
            Assert.Equal(known, keys);
    }

    [Fact]
    public void A_step_of_the_schema_begins_with_a_key_that_the_reader_knows()
    {
        using var content = new ContentCopy();
        File.WriteAllText(content.PathOf("dialogs/case.yaml"), "flow: trial\nsteps:\n  - {none: x}\n");
        var known = Known(content.Check("dialogs/case.yaml"));

        var first = _definitions.GetProperty("step").GetProperty("oneOf").EnumerateArray()
            .Select(step => step.TryGetProperty("$ref", out var name) ? _definitions.GetProperty(name.GetString()!.Split('/')[^1]) : step)
            .Select(step => step.GetProperty("required")[0].GetString()!);

        Assert.Equal(known.Except(["id"]), first.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_kinds_of_questions_and_units_of_facts_are_those_of_the_reader()
    {
        using var content = new ContentCopy();
        File.WriteAllText(
            content.PathOf("dialogs/case.yaml"), "flow: trial\nsteps:\n  - {ask: x, kind: none}\n");
        Assert.Equal(Values(content.Check("dialogs/case.yaml")), Enum(_definitions.GetProperty("ask").GetProperty("properties").GetProperty("kind")));

        File.WriteAllText(content.PathOf("dialogs/case.yaml"), "facts:\n  - {id: x, unit: none}\n");
        Assert.Equal(
            Values(content.Check("dialogs/case.yaml")),
            Enum(_definitions.GetProperty("facts").GetProperty("properties").GetProperty("facts").GetProperty("items").GetProperty("properties").GetProperty("unit")));
    }

    [Fact]
    public void A_line_of_a_talk_has_the_keys_that_the_reader_knows()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("consultbot-schema-").FullName, "case.test.yaml");
        File.WriteAllText(file, "talks:\n  - talk: trial\n    lines:\n      - {none: x}\n");
        try
        {
            var report = TalkTests.Run(Sample.Content, Sample.Zone, DateTimeOffset.UnixEpoch.AddYears(56), file, update: false);

            Assert.Equal(
                Known(string.Join('\n', report.Problems)), Keys(_definitions.GetProperty("line").GetProperty("properties")));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    private static SortedSet<string> Known(string said)
    {
        var match = KnownKeys().Match(said);
        Assert.True(match.Success, said);
        return new SortedSet<string>(match.Groups["keys"].Value.Split(", "), StringComparer.Ordinal);
    }

    private static SortedSet<string> Values(string said) =>
        new(OneOf().Match(said).Groups["values"].Value.Split(", "), StringComparer.Ordinal);

    private static SortedSet<string> Keys(JsonElement properties) =>
        new(properties.EnumerateObject().Select(property => property.Name), StringComparer.Ordinal);

    private static SortedSet<string> Enum(JsonElement element) =>
        new(element.GetProperty("enum").EnumerateArray().Select(value => value.GetString()!), StringComparer.Ordinal);

    [GeneratedRegex(@"'none' is no key here\. .*?Known keys: (?<keys>[^.]+)\.", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex KnownKeys();

    [GeneratedRegex(@"is 'none'\. .*?Write one of: (?<values>[^.]+)\.", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex OneOf();
}
