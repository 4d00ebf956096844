using System.CommandLine;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Application.Registers;
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
        var assignments = new Option<string?>("--assignments") { Description = "A table (.csv, .xlsx, .yaml) of all assignments, in place of those in the register's folder." };
        var command = new Command("import", "Check, number and publish a pack and a register; a running server has them in force at once.") { path, register, assignments, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            if (await CommandContext.Settings(error) is not { } settings)
                return Output.Wrong;

            var content = settings.Content;
            content = content with { DialogsPath = result.GetValue(path) ?? content.DialogsPath, RegisterPath = result.GetValue(register) ?? content.RegisterPath };
            var (problems, files) = Files(content, CommandContext.Today(settings, time), result.GetValue(assignments));
            foreach (var problem in problems.Where(problem => problem.IsError || result.GetValue(assignments) is not null))
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

    private static (IReadOnlyList<ProblemLine> Problems, (SourceFiles Pack, SourceFiles Register)? Files) Files(ContentOptions content, DateOnly today, string? assignments)
    {
        if (assignments is null)
            return ContentCheck.Files(content, today);

        var (table, faults) = AssignmentTable.Read(assignments);
        if (table is null)
            return (faults, null);

        var (problems, files) = ContentCheck.Files(content, today, table);
        if (files is not var (pack, register))
            return (problems, null);

        var (with, mixed) = table.PutInto(register);
        return ([.. problems, .. mixed], with is null ? null : (pack, with));
    }
}
