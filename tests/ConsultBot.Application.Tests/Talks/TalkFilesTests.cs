using ConsultBot.Application.Packs.Talks;

namespace ConsultBot.Application.Tests.Talks;

/// <summary>How a file of talks is read, judged and rewritten.</summary>
public sealed class TalkFilesTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("consultbot-talks-").FullName, "case.test.yaml");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public void A_reply_that_differs_is_told_with_its_line_and_with_what_came()
    {
        var report = Run("""
            talks:
              - talk: trial
                lang: ru
                lines:
                  - citizen: как получить паспорт
                    expect: [answer passport, "*17*300*"]
                  - citizen: меню
                    expect: [cancelled, no.text]
                    owner: queue
                    buttons: [Да]
                    slots: {topic: passport}
                  - press: Нет такой
                  - wait: soon
                  - officer: claim
            """);

        Assert.False(report.Holds);
        var faults = Assert.Single(report.Talks).Differences;
        Assert.Equal([7, 12, 13, 14], faults.Select(fault => fault.Line));
        Assert.Equal(["menu.title"], faults[0].Said);
        Assert.Equal(
            ["cancelled", "no.text (the pack has no such text or topic)", "owner queue, not bot"], faults[0].Expected.Take(3));
        Assert.StartsWith("buttons Да, not ", faults[0].Expected[3], StringComparison.Ordinal);
        Assert.Equal("slot topic = passport, not empty", faults[0].Expected[4]);
        Assert.StartsWith("a button 'Нет такой' (there are: ", Assert.Single(faults[1].Expected), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_talk_is_told_with_its_place()
    {
        var report = Run("""
            lang: fr
            talks:
              - talk: trial
                at: soon
                lines:
                  - citzen: hello
            """);

        Assert.False(report.Holds);
        Assert.Equal(
            ["1:7 unknown-value", "4:9 not-an-instant", "6:9 unknown-act", "6:9 unknown-key"],
            report.Problems.Select(problem => $"{problem.Line}:{problem.Column} {problem.Code}"));
    }

    [Fact]
    public void Update_writes_what_came_and_nothing_else_and_then_the_talk_holds()
    {
        const string Before = """
            # A comment that stays.
            talks:
              - talk: trial
                lang: en
                lines:
                  - citizen: how do I get a passport   # asked first
                    expect: cancelled
                  - {citizen: "menu", owner: bot}
                  - citizen: thanks
                  - citizen: menu
                    expect: menu.title
            """;

        var report = Run(Before, update: true);
        Assert.Equal(3, report.Updated);
        Assert.Equal(
            Before.Replace("expect: cancelled", "expect: [answer passport, lang.set, first.how, first.privacy, answer.helped]", StringComparison.Ordinal)
                .Replace("{citizen: \"menu\", owner", "{citizen: \"menu\", expect: menu.title, owner", StringComparison.Ordinal)
                .Replace("      - citizen: thanks\n", "      - citizen: thanks\n        expect: thanks\n", StringComparison.Ordinal),
            File.ReadAllText(_file));
        Assert.True(ShippedTalksTests.Run(Sample.Content, _file).Holds);
    }

    [Fact]
    public void A_folder_without_talks_is_told()
    {
        var report = ShippedTalksTests.Run(Sample.Content, Path.GetDirectoryName(_file)!);

        Assert.Equal("no-talks", Assert.Single(report.Problems).Code);
        Assert.False(report.Holds);
    }

    private TalkReport Run(string text, bool update = false)
    {
        File.WriteAllText(_file, text);
        return ShippedTalksTests.Run(Sample.Content, _file, update);
    }
}
