using System.CommandLine;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Packs.RapidPro;
using ConsultBot.Application.Packs.Sheets;
using ConsultBot.Application.Ports;
using ConsultBot.Application.Registers;
using ConsultBot.Settings;
using ConsultBot.Wiring;

namespace ConsultBot.Commands;

/// <summary>
/// <c>import</c>: checks a pack and a register, numbers and publishes them. A sheet of FAQ entries is laid over the pack
/// first; flows of another maker become drafts.
/// </summary>
internal sealed class ImportCommand(TimeProvider time, HostSettings settings, bool json, TextWriter output, TextWriter error)
{
    public static Command Create(TimeProvider time)
    {
        var json = CommandContext.JsonOption();
        var path = new Argument<string?>("PATH") { Description = "The pack's folder (without it as the settings say), a .csv or .xlsx of FAQ entries, or a .json export of RapidPro.", DefaultValueFactory = _ => null };
        var register = new Option<string?>("--register") { Description = "The register's folder; without it as the settings say." };
        var assignments = new Option<string?>("--assignments") { Description = "A table (.csv, .xlsx, .yaml) of all assignments, in place of those in the register's folder." };
        var into = new Option<string?>("--into") { Description = "For a sheet or an export: write the files into this folder and publish nothing." };
        var command = new Command("import", "Check, number and publish a pack and a register; a running server has them in force at once.") { path, register, assignments, into, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            if (await CommandContext.Settings(error) is not { } settings)
                return Output.Wrong;

            var import = new ImportCommand(time, settings, result.GetValue(json), output, error);
            var content = settings.Content;
            if (result.GetValue(register) is { } registerPath)
                content = content with { RegisterPath = registerPath };

            try
            {
                var (from, to, table) = (result.GetValue(path), result.GetValue(into), result.GetValue(assignments));
                if (table is not null && from is not null && (RapidProImport.IsExport(from) || FaqImport.IsSheet(from)))
                {
                    await error.Line("error: --assignments goes with a pack's folder, not with a sheet or an export.");
                    return Output.WrongUsage;
                }

                if (from is not null && RapidProImport.IsExport(from))
                    return await import.Flows(from, to);
                if (from is not null && FaqImport.IsSheet(from))
                    return await import.Sheet(from, to, content, cancellationToken);

                return await import.Folder(from is null ? content : content with { DialogsPath = from }, to, table, cancellationToken);
            }
            catch (Exception failure) when (failure is StoreUnavailableException or IOException or UnauthorizedAccessException)
            {
                await error.Line($"error: {failure.Message}");
                return Output.Wrong;
            }
        });
        return command;
    }

    private async Task<int> Folder(ContentOptions content, string? into, string? assignments, CancellationToken cancellationToken)
    {
        if (into is not null)
        {
            await error.Line("error: --into is for a .csv, .xlsx or .json alone.");
            return Output.WrongUsage;
        }

        var (problems, files) = Files(content, assignments);
        await Tell(problems.Where(problem => problem.IsError || assignments is not null));
        return files is var (pack, register) ? await Publish(pack, register, cancellationToken) : Output.Wrong;
    }

    private (IReadOnlyList<ProblemLine> Problems, (SourceFiles Pack, SourceFiles Register)? Files) Files(ContentOptions content, string? assignments)
    {
        var today = CommandContext.Today(settings, time);
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

    // The entries become files of the pack, so that its folder goes on holding all that is published.
    private async Task<int> Sheet(string path, string? into, ContentOptions content, CancellationToken cancellationToken)
    {
        var sheet = FaqImport.Run(path, content, CommandContext.Today(settings, time));
        await Tell(sheet.Problems.Where(problem => problem.IsError || problem.File == path));
        if (sheet is not { Pack: { } pack, Register: { } register, Written: { } written })
            return Output.Wrong;

        var folder = into ?? content.DialogsPath;
        written.WriteTo(folder);
        await (json
            ? output.Json(new { entries = sheet.Entries, written = written.Texts.Keys, folder })
            : output.Line($"{sheet.Entries} entries; {written.Texts.Count} files written into {folder}."));
        return into is null ? await Publish(pack, register, cancellationToken) : Output.Holds;
    }

    private async Task<int> Flows(string path, string? into)
    {
        if (into is null)
        {
            await error.Line("error: Name with --into a folder for the drafts: they are not published, since a person must fill in what they lack.");
            return Output.WrongUsage;
        }

        var flows = RapidProImport.Run(path);
        await Tell(flows.Problems);
        if (flows.Written is not { } written)
            return Output.Wrong;

        written.WriteTo(into);
        await (json
            ? output.Json(new { flows = flows.Flows, notTaken = flows.Problems.Count, written = written.Texts.Keys, folder = into })
            : output.Line($"{flows.Flows} flows written into {into}; {flows.Problems.Count} things not taken. Lay them into the pack, fill in what is empty, run check."));
        return Output.Holds;
    }

    private async Task<int> Publish(SourceFiles pack, SourceFiles register, CancellationToken cancellationToken)
    {
        var imported = await ContentControl.Import(settings, time, pack, register, cancellationToken);
        await Tell(imported.Problems.Where(problem => problem.IsError));
        if (imported.Pack == 0)
            return Output.Wrong;

        await (json
            ? output.Json(new { pack = imported.Pack, register = imported.Register })
            : output.Line($"Pack {imported.Pack} and register {imported.Register} are in force."));
        return Output.Holds;
    }

    private async Task Tell(IEnumerable<ProblemLine> problems)
    {
        foreach (var problem in problems)
            await (json ? output.Json(problem) : output.Line(problem.ToString()));
    }
}
