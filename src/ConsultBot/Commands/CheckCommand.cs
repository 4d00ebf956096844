using System.CommandLine;
using ConsultBot.Application.Packs;
using ConsultBot.Channels;

namespace ConsultBot.Commands;

/// <summary><c>check</c>: pack, register and settings, all faults in one run.</summary>
internal static class CheckCommand
{
    public static Command Create(TimeProvider time)
    {
        var json = CommandContext.JsonOption();
        var path = new Argument<string?>("PATH") { Description = "The pack's folder; without it as the settings say.", DefaultValueFactory = _ => null };
        var online = new Option<bool>("--online") { Description = "Also ask the messengers, and call the public addresses as they would." };
        var command = new Command("check", "Check pack, register and settings: file:line:column, what is wrong, what to do.") { path, json, online };
        command.SetAction(async (result, cancellationToken) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            if (await CommandContext.Settings(error) is not { } settings)
                return Output.Wrong;

            var content = result.GetValue(path) is { } folder ? settings.Content with { DialogsPath = folder } : settings.Content;
            var (problems, _) = ContentCheck.Run(content, CommandContext.Today(settings, time));
            if (result.GetValue(online))
                problems = [.. problems, .. await ChannelCheckRegistration.CheckOnline(settings.Telegram, settings.WhatsApp, cancellationToken)];

            foreach (var problem in problems)
                await (result.GetValue(json) ? output.Json(problem) : output.Line(problem.ToString()));

            var errors = problems.Count(problem => problem.IsError);
            if (!result.GetValue(json))
                await output.Line($"{errors} errors, {problems.Count - errors} warnings");

            return errors == 0 ? Output.Holds : Output.Wrong;
        });
        return command;
    }
}
