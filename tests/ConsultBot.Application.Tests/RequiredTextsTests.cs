using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ConsultBot.Domain.Dialogs.Checks;

namespace ConsultBot.Application.Tests;

/// <summary>What the conversation's code says by id is demanded of every pack, so that nobody ever reads a bare id.</summary>
public partial class RequiredTextsTests
{
    // Ids put together at run time: the languages, days and months, and the outcomes.
    private static readonly string[] _dynamic = ["button.kk", "button.ru", "button.en", "weekday.", "month.", "outcome."];

    [Fact]
    public void Every_text_that_the_code_says_is_demanded_of_a_pack()
    {
        var said = Said();

        Assert.True(said.Count > 50, "The scan finds the ids.");
        Assert.Equal([], said.Except(RequiredTexts.Ids));
    }

    [Fact]
    public void Every_text_demanded_of_a_pack_is_said_somewhere() =>
        Assert.Equal([], RequiredTexts.Ids.Except(Said()).Where(id => !Array.Exists(_dynamic, part => id.StartsWith(part, StringComparison.Ordinal))));

    [Fact]
    public void The_shipped_pack_has_every_text_in_three_languages() =>
        Assert.All(RequiredTexts.Ids, id => Assert.True(Sample.Content.Pack.HasText(id), id));

    // A literal with a dot in it is a text id, unless it is the desk's reason for a refusal; ids of one word stand in calls or are known.
    private static SortedSet<string> Said()
    {
        var said = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root(), "src", "ConsultBot.Domain", "Conversations"), "*.cs", SearchOption.AllDirectories))
        {
            foreach (var line in File.ReadLines(file).Where(line => !line.Contains("Refus", StringComparison.Ordinal)))
            {
                said.UnionWith(Dotted().Matches(line).Select(match => match.Groups["id"].Value));
                said.UnionWith(Word().Matches(line).Select(match => match.Groups["id"].Value).Where(RequiredTexts.Ids.Contains));
                said.UnionWith(Call().Matches(line).Select(match => match.Groups["id"].Value));
            }
        }

        return said;
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    [GeneratedRegex(@"""(?<id>[a-z]+(?:\.[a-z_]+)+)""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Dotted();

    [GeneratedRegex(@"""(?<id>[a-z]+)""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"draft\.Text\(""(?<id>[a-z._]*[a-z])""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Call();
}
