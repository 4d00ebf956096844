using System.CommandLine;
using ConsultBot.Application.Journals;
using ConsultBot.Application.Ports;
using ConsultBot.Storage;

namespace ConsultBot.Commands;

/// <summary><c>verify</c>: whether the journal is what was written, and where it first is not.</summary>
internal static class VerifyCommand
{
    private const int HashDigits = 64;

    public static Command Create(TimeProvider time)
    {
        var json = CommandContext.JsonOption();
        var since = new Option<long>("--since") { Description = "Id of an entry: begin with the block that seals it; without it from the start." };
        var anchor = new Option<string[]>("--anchor") { Description = "A published hash, 64 hex digits, that must be a block's; may be given several times." };
        anchor.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.Length != HashDigits || !token.Value.All(char.IsAsciiHexDigit)))
                result.AddError($"'{token.Value}' is no hash. Write the 64 hex digits of a published anchor.");
        });
        var command = new Command("verify", "Check the journal's chains, blocks and anchors; a running server is not disturbed.") { since, anchor, json };
        command.SetAction(async (result, _) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            if (await CommandContext.Settings(error) is not { } settings)
                return Output.Wrong;

            await using var services = new ServiceCollection().AddLogging().AddSingleton(time).AddSingleton(settings.Zone)
                .AddSingleton<IChance, Application.Privacy.SystemChance>().AddStorage(settings.Storage).BuildServiceProvider();
            try
            {
                var verified = JournalVerification.Run(services.GetRequiredService<IJournalReader>(), result.GetValue(since), result.GetValue(anchor) ?? []);
                await (result.GetValue(json)
                    ? output.Json(verified)
                    : output.Line(verified.FirstBroken is { } broken
                        ? $"Broken: {broken.Kind} {broken.Id}: {broken.Reason}."
                        : $"The journal holds: {verified.Entries} entries, {verified.Blocks} blocks."));
                return verified.Ok ? Output.Holds : Output.Wrong;
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
