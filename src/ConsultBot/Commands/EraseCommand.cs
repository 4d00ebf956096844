using System.CommandLine;
using ConsultBot.Application.Ports;
using ConsultBot.Wiring;

namespace ConsultBot.Commands;

/// <summary><c>erase ADDRESS</c>: destroys a citizen's words and key; the journal keeps its chain.</summary>
internal static class EraseCommand
{
    public static Command Create(TimeProvider time)
    {
        var json = CommandContext.JsonOption();
        var address = new Argument<string>("ADDRESS") { Description = "The citizen as channel:address, such as telegram:5012345678." };
        var command = new Command("erase", "Destroy a citizen's words and key. The journal keeps its chain and nobody can read the entries any more.") { address, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            if (await CommandContext.Settings(error) is not { } settings)
                return Output.Wrong;

            try
            {
                var erased = await ContentControl.Erase(settings, time, result.GetValue(address)!, cancellationToken);
                if (erased.Fault is { } fault)
                {
                    await error.Line($"error: {fault}");
                    return Output.Wrong;
                }

                await (result.GetValue(json) ? output.Json(new { erased = true }) : output.Line("Erased. Backups made before still hold the data and its key."));
                return Output.Holds;
            }
            catch (StoreUnavailableException failure)
            {
                await error.Line($"error: {failure.Message}");
                return Output.Wrong;
            }
        });
        return command;
    }
}
