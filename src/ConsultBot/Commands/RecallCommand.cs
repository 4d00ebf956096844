using System.CommandLine;
using ConsultBot.Application.Ports;
using ConsultBot.Wiring;

namespace ConsultBot.Commands;

/// <summary><c>recall N</c>: calls a published pack back; its talks move on.</summary>
internal static class RecallCommand
{
    public static Command Create(TimeProvider time)
    {
        var json = CommandContext.JsonOption();
        var number = new Argument<int>("NUMBER") { Description = "The pack's number." };
        var command = new Command("recall", "Call a published pack back. Its dialogs go on at the same step of the one in force, or begin anew with an apology.") { number, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            if (await CommandContext.Settings(error) is not { } settings)
                return Output.Wrong;

            try
            {
                var recalled = await ContentControl.Recall(settings, time, result.GetValue(number), cancellationToken);
                if (recalled.Fault is { } fault)
                {
                    await error.Line($"error: {fault}");
                    return Output.Wrong;
                }

                await (result.GetValue(json)
                    ? output.Json(new { inForce = recalled.InForce, talks = recalled.Talks })
                    : output.Line($"Pack {recalled.InForce} is in force. Talks that move to it: {recalled.Talks}."));
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
