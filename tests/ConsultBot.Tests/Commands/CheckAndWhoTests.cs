namespace ConsultBot.Tests.Commands;

public class CheckAndWhoTests
{
    [Fact]
    public async Task The_shipped_content_holds()
    {
        var result = await Cli.Run(["check"]);

        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Contains("0 errors", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_pack_is_told_with_its_place_and_remedy()
    {
        var folder = Directory.CreateTempSubdirectory("consultbot-check-").FullName;
        try
        {
            var file = Path.Combine(folder, "pack.yaml");
            await File.WriteAllTextAsync(file, "pack: trial\nmenu: [\n", TestContext.Current.CancellationToken);

            var words = await Cli.Run(["check", folder]);
            Assert.Equal(1, words.Exit);
            Assert.Matches($@"{file}:3:1: error yaml-syntax: This is no YAML: .*\. Mend the line", words.Output);

            var json = await Cli.Run(["check", folder, "--json"]);
            Assert.Equal(1, json.Exit);
            Assert.Equal(
                ["file", "line", "column", "code", "severity", "message", "remedy"],
                json.Json.First(problem => problem.Text("file") == file).Keys().Where(key => key != "isError"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told()
    {
        var result = await Cli.Run(["check", "/nowhere"]);

        Assert.Equal(1, result.Exit);
        Assert.Contains("/nowhere:0:0: error folder-missing", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_names_the_official_and_the_way_to_him()
    {
        var result = await Cli.Run(["who", "--topic", "passport", "--region", "kz-almaty", "--at", "2026-08-31T23:59:00+05:00", "--lang", "ru", "--json"]);
        var who = Assert.Single(result.Json);

        Assert.Equal(0, result.Exit);
        Assert.Equal(
            ["topic", "region", "at", "official", "position", "unit", "body", "level", "raised", "assignment", "steps"], who.Keys());
        Assert.Equal(("Улгилинов Нурлан Маратулы", "a08"), (who.Text("official"), who.Text("assignment")));
        Assert.Equal("2026-08-31T23:59:00+05:00", who.Text("at"));
    }

    [Fact]
    public async Task Who_marks_one_who_acts()
    {
        var who = Assert.Single((await Cli.Run(["who", "--topic", "passport", "--at", "2026-12-07T00:00:00+05:00", "--json"])).Json);

        Assert.Equal("acting", who.Text("acting"));
    }

    [Theory]
    [InlineData("--topic", "pasport", "topic pasport is not in the pack")]
    [InlineData("--region", "almaty", "region almaty is not in the register")]
    public async Task A_name_that_nobody_knows_is_answered_for_all_and_said_so(string option, string value, string said)
    {
        var result = await Cli.Run(option == "--topic" ? ["who", "--topic", value, "--json"] : ["who", "--topic", "passport", option, value, "--json"]);
        var who = Assert.Single(result.Json);

        Assert.Equal(0, result.Exit);
        Assert.StartsWith(said, who.GetProperty("steps")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_without_anybody_in_force_is_wrong()
    {
        var result = await Cli.Run(["who", "--topic", "*", "--at", "2020-01-01T00:00:00+05:00"]);

        Assert.Equal(1, result.Exit);
        Assert.StartsWith("Nobody is in force.", result.Output, StringComparison.Ordinal);
    }
}
