using System.Text.RegularExpressions;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Tests;

/// <summary>What the shipped pack promises about itself; whether it holds together is for <c>check</c>.</summary>
public partial class ShippedPackTests
{
    private const int LeastPhrasings = 8;
    private const int MostLines = 5;
    private const int LeastTalks = 3;

    private static readonly PackData _pack = Sample.Content.Pack.Data;

    [Fact]
    public void Every_topic_can_be_asked_in_many_ways_and_is_told_in_few_lines_in_each_language() =>
        Assert.All(_pack.Topics, topic => Assert.All(Languages.All, language =>
        {
            Assert.InRange(topic.Phrasings.In(language).Count, LeastPhrasings, int.MaxValue);
            Assert.InRange(topic.Answer!.In(language).Source.Trim().Split('\n').Length, 1, MostLines);
            Assert.NotEmpty(topic.Title.In(language));
        }));

    [Fact]
    public void Every_flow_has_talks_and_every_topic_one_in_each_language()
    {
        Assert.All(_pack.Flows, flow => Assert.InRange(Talks("flows", flow.Id).Count, LeastTalks, int.MaxValue));
        Assert.All(_pack.Topics, topic => Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "kk", "ru", "en" }, Talks("topics", topic.Id).ToHashSet(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_number_in_an_answer_is_a_fact_and_not_typed() =>
        Assert.Equal([], _pack.Topics.SelectMany(topic => Languages.All.SelectMany(language => Typed().Matches(
            Known().Replace(topic.Answer!.In(language).Source, "")).Select(match => $"{topic.Id} {language}: {match.Value}"))));

    // The languages of a file's talks.
    private static List<string> Talks(string folder, string id) =>
        [.. File.ReadLines(Path.Combine(Sample.Folder, "dialogs", folder, $"{id}.test.yaml")).Select(line => TalkLanguage().Match(line))
            .Where(match => match.Success).Select(match => match.Groups["language"].Value)];

    // What stands in braces, the numbers of steps, and names.
    [GeneratedRegex(@"\{[^}]*\}|^\s*\d\. |1414", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Known();

    [GeneratedRegex(@"\S*\d\S*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Typed();

    [GeneratedRegex(@"^ +lang: (?<language>kk|ru|en)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex TalkLanguage();
}
