using System.Runtime.CompilerServices;
using System.Text;
using ConsultBot.Application.Packs;

namespace ConsultBot.Application.Tests;

/// <summary>
/// Each folder of <c>Broken</c> lies over the shipped content; <c>expected.txt</c> is what its author must read. Run with
/// <c>REWRITE_EXPECTED=1</c> the tests rewrite it; read the diff as an author would.
/// </summary>
public class BrokenContentTests
{
    private const string Expected = "expected.txt";

    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateDirectories(Path.Combine(Sample.Folder, "Broken")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Broken_content_says_where_what_and_what_to_do(string name)
    {
        var folder = Path.Combine(Sample.Folder, "Broken", name);
        using var content = new ContentCopy();
        content.Lay(folder);
        var file = Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Single();

        var said = content.Check(Path.GetRelativePath(folder, file));
        if (Environment.GetEnvironmentVariable("REWRITE_EXPECTED") == "1")
            File.WriteAllText(Path.Combine(Source(), "Broken", name, Expected), said);

        Assert.Equal(File.ReadAllText(Path.Combine(folder, Expected)), said);
    }

    [Fact]
    public void The_shipped_content_has_no_error()
    {
        using var content = new ContentCopy();

        Assert.Empty(content.Check());
    }

    [Fact]
    public void A_file_that_is_no_utf8_is_named_with_the_line()
    {
        using var content = new ContentCopy();
        File.WriteAllBytes(content.PathOf("dialogs/topics/case.yaml"), [.. "topic: trial\ntitle: "u8, 0xCF, 0xF0, 0xEE, .. "\n"u8]);

        Assert.Equal("dialogs/topics/case.yaml:2:1: error not-utf8: These bytes are no UTF-8. Save the file as UTF-8.\n", content.Check());
    }

    [Fact]
    public void A_missing_calendar_is_named_with_its_place()
    {
        using var content = new ContentCopy();
        File.Delete(content.PathOf("config/calendar.yaml"));

        Assert.Equal(
            "config/calendar.yaml:0:0: error calendar-missing: There is no working calendar. Put calendar.yaml beside the register's folder.\n",
            content.Check());
    }

    [Fact]
    public void A_missing_pack_is_told_though_the_register_is_wrong_as_well()
    {
        using var content = new ContentCopy();
        File.Delete(content.PathOf("dialogs/pack.yaml"));
        File.AppendAllText(content.PathOf("config/register/units.yaml"), "more: 1\n");

        var said = content.Check();

        Assert.Contains("error pack-missing: No file begins with 'pack'. Add pack.yaml.", said, StringComparison.Ordinal);
        Assert.Contains("error unknown-key: 'more' is no key here.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_unread()
    {
        using var content = new ContentCopy();
        File.WriteAllText(content.PathOf("dialogs/topics/case.yaml"), "topic: trial\n" + new string('#', 5_000_000));

        Assert.Equal(
            "dialogs/topics/case.yaml:0:0: error file-too-long: The file has 5000013 characters, the limit is 5000000. Cut it into several files.\n",
            content.Check());
    }

    [Fact]
    public void A_file_of_fifty_megabytes_is_refused_without_being_read()
    {
        using var content = new ContentCopy();
        content.Check();
        var before = GC.GetAllocatedBytesForCurrentThread();
        content.Check();
        var usual = GC.GetAllocatedBytesForCurrentThread() - before;
        using (var file = File.Create(content.PathOf("dialogs/topics/case.yaml")))
            file.SetLength(52_428_800);

        before = GC.GetAllocatedBytesForCurrentThread();
        var said = content.Check();
        var more = GC.GetAllocatedBytesForCurrentThread() - before - usual;

        Assert.Equal("dialogs/topics/case.yaml:0:0: error file-too-long: The file has 52 MB, the limit is 20. Cut it into several files.\n", said);
        Assert.True(more < 10_000_000, $"{more} bytes more than without the file.");
    }

    [Fact]
    public void A_folder_of_too_much_is_refused_without_being_read()
    {
        using var content = new ContentCopy();
        for (var i = 0; i < 3; i++)
        {
            using var file = File.Create(content.PathOf($"dialogs/topics/case-{i}.yaml"));
            file.SetLength(19_000_000);
        }

        Assert.Equal("dialogs:0:0: error folder-too-large: More than 2000 files or 50 MB. Keep only the pack's files there.\n", content.Check());
    }

    [Fact]
    public void Too_many_values_are_refused_at_the_first_one_too_many()
    {
        using var content = new ContentCopy();
        File.WriteAllText(content.PathOf("dialogs/topics/case.yaml"), "topic: trial\nsynonyms:\n" + string.Concat(Enumerable.Repeat("- a\n", 600_000)));

        Assert.Equal("dialogs/topics/case.yaml:499998:3: error file-too-deep: More than 24 levels or 500000 values. Make the file simpler.\n", content.Check());
    }

    [Theory]
    [InlineData("{", 2_000_000)]
    [InlineData("}", 2_000_000)]
    [InlineData("{a}", 700_000)]
    [InlineData("{a", 1_000_000)]
    [InlineData("1.", 1_000_000)]
    [InlineData("http://", 300_000)]
    [InlineData("aaaaaaaaaaaaaaaa ", 100_000)]
    public async Task A_text_made_to_be_slow_is_judged_in_bounded_time(string part, int times)
    {
        using var content = new ContentCopy();
        var slow = string.Concat(Enumerable.Repeat(part, times));
        await File.WriteAllTextAsync(
            content.PathOf("dialogs/topics/case.yaml"),
            $"topic: trial\ngroup: documents\ntitle: {{kk: a, ru: a, en: a}}\nsource: x\ncheckedOn: 2026-11-23\nanswer: {{kk: \"{slow}\", ru: a, en: a}}\nphrasings: {{ru: [\"{slow[..2000]}\"]}}\n",
            TestContext.Current.CancellationToken);

        var said = await Task.Run(() => content.Check("dialogs/topics/case.yaml"), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Contains("error answer-too-long: The answer of 'trial' has about ", said, StringComparison.Ordinal);
    }

    [Fact]
    public void No_pattern_of_the_desk_can_run_for_ever() =>
        Assert.All(
            new[] { typeof(Domain.Dialogs.Pack).Assembly, typeof(ContentCheck).Assembly }.SelectMany(assembly => assembly.GetTypes())
                .SelectMany(type => type.GetMethods(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.DeclaredOnly))
                .SelectMany(method => method.GetCustomAttributes(inherit: false).OfType<System.Text.RegularExpressions.GeneratedRegexAttribute>()),
            pattern => Assert.True(pattern.Options.HasFlag(System.Text.RegularExpressions.RegexOptions.NonBacktracking) || pattern.MatchTimeoutMilliseconds > 0, pattern.Pattern));

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public async Task Ten_thousand_levels_are_refused_in_bounded_time(string level)
    {
        using var content = new ContentCopy();
        var text = new StringBuilder("topic: trial\nsynonyms: ").Append(level == "- " ? "\n  " : "");
        for (var i = 0; i < 10_000; i++)
            text.Append(level);

        await File.WriteAllTextAsync(content.PathOf("dialogs/topics/case.yaml"), text.ToString(), TestContext.Current.CancellationToken);

        var said = await Task.Run(() => content.Check(), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Matches(@"^dialogs/topics/case\.yaml:[23]:\d+: error file-too-deep: More than 24 levels", said);
    }

    private static string Source([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
