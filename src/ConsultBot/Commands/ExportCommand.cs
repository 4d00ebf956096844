using System.CommandLine;
using ConsultBot.Application.Packs.Sheets;
using ConsultBot.Application.Ports;
using ConsultBot.Application.Registers;
using ConsultBot.Wiring;

namespace ConsultBot.Commands;

/// <summary><c>export</c>: the files of a published pack, byte for byte as they were imported.</summary>
internal static class ExportCommand
{
    public static Command Create(TimeProvider time)
    {
        var json = CommandContext.JsonOption();
        var path = new Argument<string?>("PATH") { Description = "A folder that is new or empty, or a new .csv or .xlsx for the FAQ entries alone; without it the numbers in force are said.", DefaultValueFactory = _ => null };
        var register = new Option<string?>("--register") { Description = "A folder for the register, new or empty too." };
        var number = new Option<int?>("--pack") { Description = "A published pack's number; without it the one in force." };
        var assignments = new Option<string?>("--assignments") { Description = "A new file for the assignments as a table: .csv, .xlsx or .yaml." };
        var command = new Command("export", "Write a published pack, and the register in force, as the files they were imported from.") { path, register, number, assignments, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            if (await CommandContext.Settings(error) is not { } settings)
                return Output.Wrong;

            var folders = new[] { result.GetValue(path), result.GetValue(register) };
            foreach (var folder in folders.OfType<string>().Where(folder => Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                await error.Line($"error: {folder} is not empty. Name a new folder, so that nothing is mixed up.");
                return Output.Wrong;
            }

            var table = result.GetValue(assignments);
            if (table is not null && File.Exists(table))
            {
                await error.Line($"error: {table} exists. Name a new file, so that nothing is written over.");
                return Output.Wrong;
            }

            try
            {
                if (await ContentControl.Export(settings, time, result.GetValue(number), cancellationToken) is not { } content)
                {
                    await error.Line("error: There is no such publication. 'import' or 'serve' makes the first one.");
                    return Output.Wrong;
                }

                if (folders[0] is { } sheet && FaqImport.IsSheet(sheet))
                    FaqExport.Write(content.Pack, sheet);
                else if (folders[0] is { } packFolder)
                    content.Pack.WriteTo(packFolder);
                if (folders[1] is { } registerFolder)
                    content.Register.WriteTo(registerFolder);
                if (table is not null)
                    AssignmentTable.Of(content.Register).Write(table);

                await (result.GetValue(json)
                    ? output.Json(new { pack = content.PackNumber, register = content.RegisterNumber })
                    : output.Line($"Pack {content.PackNumber}, register {content.RegisterNumber}."));
                return Output.Holds;
            }
            catch (Exception failure) when (failure is StoreUnavailableException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                await error.Line($"error: {failure.Message}");
                return Output.Wrong;
            }
        });
        return command;
    }
}
