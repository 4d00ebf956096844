using System.CommandLine;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Wiring;

namespace ConsultBot.Commands;

/// <summary><c>import</c>: checks a pack and a register, numbers and publishes them.</summary>
internal static class ImportCommand
{
    public static Command Create(TimeProvider time)
    {
        var json = CommandContext.JsonOption();
        var path = new Argument<string?>("PATH") { Description = "The pack's folder; without it as the settings say.", DefaultValueFactory = _ => null };
        var register = new Option<string?>("--register") { Description = "The register's folder; without it as the settings say." };
        var command = new Command("import", "Check, number and publish a pack and a register; a running server has them in force at once.") { path, register, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            if (await CommandContext.Settings(error) is not { } settings)
                return Output.Wrong;

            var content = settings.Content;
            content = content with { DialogsPath = result.GetValue(path) ?? content.DialogsPath, RegisterPath = result.GetValue(register) ?? content.RegisterPath };
            var (problems, files) = ContentCheck.Files(content, CommandContext.Today(settings, time));
            foreach (var problem in problems.Where(problem => problem.IsError))
                await (result.GetValue(json) ? output.Json(problem) : output.Line(problem.ToString()));
            if (files is not var (pack, registerFiles))
                return Output.Wrong;

            try
            {
                var imported = await ContentControl.Import(settings, time, pack, registerFiles, cancellationToken);
                foreach (var problem in imported.Problems.Where(problem => problem.IsError))
                    await (result.GetValue(json) ? output.Json(problem) : output.Line(problem.ToString()));
                if (imported.Pack == 0)
                    return Output.Wrong;

                await (result.GetValue(json)
                    ? output.Json(new { pack = imported.Pack, register = imported.Register })
                    : output.Line($"Pack {imported.Pack} and register {imported.Register} are in force."));
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
