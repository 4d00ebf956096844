using System.CommandLine;
using System.Text.Json;

namespace ConsultBot.Tests.Commands;

/// <summary>The command line in this process, on the shipped content.</summary>
internal static class Cli
{
    /// <summary>Tuesday, 24 November 2026, 10:00 in Almaty.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 24, 5, 0, 0, TimeSpan.Zero);

    public static async Task<CliResult> Run(string[] arguments, params string[] lines)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader(string.Join('\n', lines));
        var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        var exit = await Program.Run(arguments, new StandingTime(Now), input, configuration);
        return new CliResult(exit, output.ToString(), error.ToString());
    }

    private sealed class StandingTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

internal sealed record CliResult(int Exit, string Output, string Error)
{
    public IReadOnlyList<JsonElement> Json =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}

internal static class JsonReading
{
    public static string Text(this JsonElement element, params string[] path) =>
        path.Aggregate(element, (inner, key) => inner.GetProperty(key)).GetString()!;

    public static IEnumerable<string> Keys(this JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
