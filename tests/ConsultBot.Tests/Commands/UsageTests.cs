namespace ConsultBot.Tests.Commands;

public class UsageTests
{
    [Theory]
    [InlineData("fly")]
    [InlineData("chat", "--lang", "de")]
    [InlineData("chat", "--channel", "fax")]
    [InlineData("chat", "--at", "yesterday")]
    [InlineData("ask", "--loud")]
    [InlineData("who")]
    [InlineData("who", "--topic")]
    [InlineData("who", "--topic", "passport", "--at", "32.13.2026")]
    [InlineData("check", "a", "b")]
    [InlineData("invite")]
    [InlineData("invite", "--role", "king")]
    public async Task Wrong_usage_ends_with_2_and_a_way_out(params string[] arguments)
    {
        var result = await Cli.Run(arguments);

        Assert.Equal((2, ""), (result.Exit, result.Output));
        Assert.EndsWith("Add --help to see what can be written.\n", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("serve")]
    [InlineData("chat")]
    [InlineData("ask")]
    [InlineData("check")]
    [InlineData("who")]
    [InlineData("invite")]
    public async Task Help_is_everywhere(string verb)
    {
        var result = await Cli.Run(verb.Length == 0 ? ["--help"] : [verb, "--help"]);

        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
        Assert.Contains("Description:", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("An officer signs with a name: add --person", "invite", "--role", "officer", "--unit", "documents")]
    [InlineData("The register has no person 'nobody'", "invite", "--role", "officer", "--unit", "documents", "--person", "nobody")]
    [InlineData("The register has no unit 'nowhere'", "invite", "--role", "supervisor", "--unit", "nowhere")]
    [InlineData("Add --unit", "invite", "--role", "officer", "--person", "mysalov")]
    public async Task An_invitation_that_does_not_fit_the_register_is_refused(string said, params string[] arguments)
    {
        var result = await Cli.Run(arguments);

        Assert.Equal((2, ""), (result.Exit, result.Output));
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
    }
}
