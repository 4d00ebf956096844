using System.CommandLine;
using ConsultBot.Application.Registers;
using ConsultBot.Wiring;

namespace ConsultBot.Commands;

/// <summary><c>who</c>: the accountable official and why.</summary>
internal static class WhoCommand
{
    public static Command Create(TimeProvider time)
    {
        var (json, language, at) = (CommandContext.JsonOption(), CommandContext.LanguageOption(), CommandContext.AtOption());
        var topic = new Option<string>("--topic") { Description = "A topic's id; * for the desk as a whole.", Required = true };
        var region = new Option<string?>("--region") { Description = "A region's id; without it the whole country." };
        var known = new Option<DateTimeOffset?>("--known") { Description = "As the published register stood at that instant; without it as the folder says now.", CustomParser = at.CustomParser };
        var command = new Command("who", "Say who answers for a topic, and why.") { topic, region, at, known, language, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            if (await CommandContext.Content(time, error) is not var (settings, content))
                return Output.Wrong;

            ArchivedRegister? archived = null;
            if (result.GetValue(known) is { } then)
            {
                archived = await ContentControl.RegisterAsKnown(settings, time, then, cancellationToken);
                if (archived is null)
                {
                    await error.Line("error: No register was published yet. 'import' or 'serve' makes the first publication.");
                    return Output.Wrong;
                }
            }

            var answer = WhoAnswers.Ask(
                content, settings.Zone, result.GetValue(topic), result.GetValue(region), result.GetValue(at) ?? time.GetUtcNow(), result.GetValue(language), archived);
            if (result.GetValue(json))
            {
                await output.Json(answer);
            }
            else
            {
                await output.Line(answer.Official is null ? "Nobody is in force." : $"{answer.Official}, {answer.Position}, {answer.Body}");
                foreach (var step in answer.Steps)
                    await output.Line("  " + step);
            }

            return answer.Official is null ? Output.Wrong : Output.Holds;
        });
        return command;
    }
}
