using ConsultBot.Application.Packs;
using ConsultBot.Application.Packs.Talks;

namespace ConsultBot.Application.Tests.Talks;

/// <summary>The talks that lie beside the shipped pack, a file a case, and those of the trial that has every kind of step.</summary>
public class ShippedTalksTests
{
    private static readonly string _dialogs = Path.Combine(Sample.Folder, "dialogs");

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(_dialogs, "*.test.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_dialogs, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_shipped_talks_hold(string file) => Holds(Run(Sample.Content, Path.Combine(_dialogs, file)));

    [Fact]
    public void The_shipped_talks_go_through_nearly_every_step()
    {
        var coverage = Run(Sample.Content, _dialogs).Coverage;

        Assert.True(coverage.StepsCovered >= 0.95 * coverage.Steps, $"{coverage.StepsCovered} of {coverage.Steps}: {string.Join(", ", coverage.StepsMissed)}");
    }

    [Fact]
    public void Each_kind_of_step_and_question_holds_in_three_languages()
    {
        using var content = new ContentCopy();
        content.Lay(Path.Combine(Sample.Folder, "Talks", "trial"), "dialogs/flows");
        var loaded = ContentCheck.Run(Sample.In(content.PathOf("")) with { Services = ["places"] }, Sample.Today).Content!;

        var report = Run(loaded, content.PathOf("dialogs/flows/trial.test.yaml"));

        Holds(report);
        Assert.DoesNotContain(report.Coverage.StepsMissed, step => step.Contains("trial", StringComparison.Ordinal));
    }

    internal static TalkReport Run(DeskContent content, string path, bool update = false) =>
        TalkTests.Run(content, Sample.Zone, new DateTimeOffset(2026, 11, 24, 5, 0, 0, TimeSpan.Zero), path, update);

    private static void Holds(TalkReport report)
    {
        Assert.NotEmpty(report.Talks);
        Assert.Empty(report.Problems);
        Assert.Equal([], report.Talks.SelectMany(talk => talk.Differences.Select(fault =>
            $"{talk.File}:{fault.Line} {talk.Talk}: {fault.Act}: expected {string.Join(", ", fault.Expected)}; said {string.Join(", ", fault.Said)}")));
    }
}
