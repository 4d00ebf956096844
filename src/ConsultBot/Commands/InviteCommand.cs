using System.CommandLine;
using ConsultBot.Application.Journals;
using ConsultBot.Application.Ports;
using ConsultBot.Application.Registers;
using ConsultBot.Storage;
using ConsultBot.Wiring;

namespace ConsultBot.Commands;

/// <summary><c>invite</c>: a one-time link that makes an account.</summary>
internal static class InviteCommand
{
    private const int ValidDays = 3;

    public static Command Create(TimeProvider time)
    {
        var json = CommandContext.JsonOption();
        var role = new Option<string>("--role") { Description = "What the account may do.", Required = true }.Among([.. AccountRoles.All]);
        var person = new Option<string?>("--person") { Description = "Id of the person in the register; an officer needs one." };
        var unit = new Option<string[]>("--unit") { Description = "Id of a unit whose consultations the account sees; * for all; may be given several times.", AllowMultipleArgumentsPerToken = true };
        var command = new Command("invite", "Make a one-time link that makes an account.") { role, person, unit, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            if (await CommandContext.Content(time, error) is not var (settings, content))
                return Output.Wrong;

            var units = result.GetValue(unit) ?? [];
            var problems = InvitationCheck.Run(content, result.GetValue(role)!, result.GetValue(person), units);
            foreach (var problem in problems)
                await error.Line(problem);
            if (problems.Count > 0)
                return Output.WrongUsage;

            try
            {
                await ContentControl.Note(settings, time, ActNotes.Invited(result.GetValue(role)!, result.GetValue(person), units), cancellationToken);
            }
            catch (StoreUnavailableException failure)
            {
                await error.Line($"error: {failure.Message}");
                return Output.Wrong;
            }

            await using var services = new ServiceCollection().AddLogging().AddSingleton(time).AddSingleton(settings.Zone)
                .AddSingleton<IChance, Application.Privacy.SystemChance>().AddStorage(settings.Storage).BuildServiceProvider();
            var token = await services.GetRequiredService<IInvitations>().Create(
                new Invitation(result.GetValue(role)!, result.GetValue(person), units, time.GetUtcNow().AddDays(ValidDays)), cancellationToken);
            var link = DeskAddresses.Invitation(settings.PublicUrl, token);
            await (result.GetValue(json) ? output.Json(new { link, validDays = ValidDays }) : output.Line($"{link}\nThe link works once, within {ValidDays} days."));
            return Output.Holds;
        });
        return command;
    }
}
