using System.Diagnostics;
using Xunit;

namespace ConsultBot.Testing;

/// <summary>The tools of <c>tests/node</c>, which <c>tests/run.sh</c> installs.</summary>
public static class NodeTools
{
    /// <summary>The folder; skips the test where the tools are not installed, and fails it in CI.</summary>
    public static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var tools = Path.Combine(folder.FullName, "tests", "node");
            if (!File.Exists(Path.Combine(tools, "package.json")))
                continue;

            if (Directory.Exists(Path.Combine(tools, "node_modules")))
                return tools;

            break;
        }

        const string Missing = "The tools of tests/node are not installed. Install them with: npm ci --prefix tests/node";
        Assert.SkipUnless(string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.Ordinal), Missing);
        throw new InvalidOperationException(Missing);
    }

    /// <summary>Starts node; the caller ends it.</summary>
    public static Process Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Needs.Program("node", "nodejs"), arguments)
        {
            WorkingDirectory = Folder(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("node does not start.");
    }

    /// <summary>Runs node to its end and returns what it wrote.</summary>
    public static async Task<string> Run(CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }
}
