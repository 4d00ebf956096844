using System.CommandLine;
using ConsultBot.Settings;
using ConsultBot.Wiring;

namespace ConsultBot.Commands;

/// <summary><c>serve</c>, also without a verb: channels, worker, outbox, desk, web chat.</summary>
internal static class ServeCommand
{
    private static readonly Option<bool> _acceptLoss = new("--accept-loss")
    {
        Description = "Go on with a database that lacks what was committed before; the desk's journal says so.",
    };

    public static Command Create()
    {
        var command = new Command("serve", "Run the desk: channels, worker, web chat and pages.") { _acceptLoss };
        command.SetAction(Run);
        return command;
    }

    public static async Task<int> Run(ParseResult result, CancellationToken cancellationToken)
    {
        var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
        var sources = SettingsReader.Sources();
        if (await CommandContext.Settings(error) is not { } settings)
            return Output.Wrong;

        if (result.GetValue(_acceptLoss))
            settings = settings with { Storage = settings.Storage with { AcceptLoss = true } };

        return await DeskServer.Run(settings, sources, output, error, cancellationToken);
    }
}
