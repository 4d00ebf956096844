namespace ConsultBot.Tests.Commands;

public class TestCommandTests
{
    [Fact]
    public async Task The_shipped_talks_hold_and_say_what_they_cover()
    {
        var result = await Cli.Run(["test"]);

        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Matches(@"(\d+) talks, \1 hold; steps \d+ of \d+; answers by language \d+ of 141", result.Output);
    }

    [Fact]
    public async Task A_talk_that_differs_is_wrong_and_shown_line_by_line()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("consultbot-test-").FullName, "case.test.yaml");
        try
        {
            await File.WriteAllTextAsync(
                file, "talks:\n  - talk: trial\n    lang: ru\n    lines:\n      - citizen: меню\n        expect: cancelled\n", TestContext.Current.CancellationToken);

            var words = await Cli.Run(["test", file]);
            Assert.Equal(1, words.Exit);
            Assert.StartsWith($"{file}:2: trial\n  line 5, citizen: меню\n    - cancelled\n    + menu.title\n      | ", words.Output, StringComparison.Ordinal);

            var json = await Cli.Run(["test", file, "--json"]);
            Assert.Equal(1, json.Exit);
            Assert.Equal(["file", "line", "talk", "holds", "differences"], json.Json[0].Keys());
            Assert.Equal((1, 0), (json.Json[1].GetProperty("talks").GetInt32(), json.Json[1].GetProperty("held").GetInt32()));

            var update = await Cli.Run(["test", file, "--update"]);
            Assert.Contains("1 expectations written", update.Output, StringComparison.Ordinal);
            Assert.Equal(0, (await Cli.Run(["test", file])).Exit);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told()
    {
        var result = await Cli.Run(["test", "/nowhere"]);

        Assert.Equal(1, result.Exit);
        Assert.Contains("/nowhere:0:0: error no-talks", result.Output, StringComparison.Ordinal);
    }
}
