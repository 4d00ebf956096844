using System.Runtime.CompilerServices;
using ConsultBot.Application.Packs.RapidPro;

namespace ConsultBot.Application.Tests.RapidPro;

/// <summary>
/// Flows of RapidPro as drafts: <c>flows/poll.json</c> becomes what lies beside it. Run with <c>REWRITE_EXPECTED=1</c> the
/// test rewrites that.
/// </summary>
public class RapidProTests
{
    private static readonly string _folder = Path.Combine(Sample.Folder, "RapidPro", "flows");

    [Fact]
    public void The_common_subset_becomes_drafts_and_the_rest_is_told()
    {
        var imported = RapidProImport.Run(Path.Combine(_folder, "poll.json"));

        var said = string.Concat(imported.Problems.Select(problem => problem.ToString().Replace(_folder + "/", "", StringComparison.Ordinal) + "\n"));
        Assert.Equal(2, imported.Flows);
        Same("report.txt", said);
        Same("help-poll.yaml", imported.Written!.Texts["flows/help-poll.yaml"]);
        Same("goodbye.yaml", imported.Written.Texts["flows/goodbye.yaml"]);
    }

    [Fact]
    public void A_draft_lacks_only_what_a_person_must_fill_in()
    {
        using var content = new ContentCopy();
        RapidProImport.Run(Path.Combine(_folder, "poll.json")).Written!.WriteTo(content.PathOf("dialogs"));

        // Words in three languages, a topic that signs, and an end that says something.
        var lines = content.Check().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Matches("error (text-missing-language|flow-topic-unknown|dead-end|label-too-long): ", line));
    }

    [Theory]
    [InlineData("{", "not-json")]
    [InlineData("{}", "no-flows")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "not-json")]
    [InlineData("{\"flows\": [{\"nodes\": [3, {\"actions\": \"x\", \"router\": []}], \"name\": 5}]}", null)]
    public void Whatever_the_file_is_it_is_told_and_nothing_falls(string text, string? code)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("consultbot-rapid-").FullName, "x.json");
        File.WriteAllText(file, text);
        try
        {
            var imported = RapidProImport.Run(file);
            if (code is null)
                Assert.NotNull(imported.Written);
            else
                Assert.Equal(code, Assert.Single(imported.Problems).Code);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    private static void Same(string file, string actual, [CallerFilePath] string source = "")
    {
        if (Environment.GetEnvironmentVariable("REWRITE_EXPECTED") == "1")
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(source)!, "flows", file), actual);
        else
            Assert.Equal(File.ReadAllText(Path.Combine(_folder, file)), actual);
    }
}
