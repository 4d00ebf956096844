using System.CommandLine;
using ConsultBot.Settings;
using ConsultBot.Wiring;

namespace ConsultBot.Commands;

/// <summary><c>serve</c>, also without a verb: channels, worker, outbox, desk, web chat.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Run the desk: channels, worker, web chat and pages.");
        command.SetAction(Run);
        return command;
    }

    public static async Task<int> Run(ParseResult result, CancellationToken cancellationToken)
    {
        var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
        var sources = SettingsReader.Sources();
        if (await CommandContext.Settings(error) is not { } settings)
            return Output.Wrong;

        return await DeskServer.Run(settings, sources, output, error, cancellationToken);
    }
}
