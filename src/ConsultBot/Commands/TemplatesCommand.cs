using System.CommandLine;
using ConsultBot.Channels;

namespace ConsultBot.Commands;

/// <summary><c>templates</c>: the texts that WhatsApp must approve before it carries a message after 24 hours.</summary>
internal static class TemplatesCommand
{
    public static Command Create()
    {
        var json = CommandContext.JsonOption();
        var submit = new Option<bool>("--submit") { Description = "Make the missing ones and ask WhatsApp to approve them." };
        var command = new Command("templates", "WhatsApp's templates for a message after 24 hours: language, state, text.") { submit, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            if (await CommandContext.Settings(error) is not { } settings)
                return Output.Wrong;

            if (settings.WhatsApp is not { } options)
            {
                await error.Line("WhatsApp is not set up. Set CONSULTBOT_WhatsApp__AccountSid and the others; docs/whatsapp.md has the steps.");
                return Output.Wrong;
            }

            if (await ChannelCheckRegistration.WhatsAppTemplates(options, result.GetValue(submit), cancellationToken) is not { } templates)
            {
                await error.Line("Twilio gave no answer. Run: check --online");
                return Output.Wrong;
            }

            foreach (var (language, state, text) in templates)
                await (result.GetValue(json) ? output.Json(new { language, state, text }) : output.Line($"{language}  {state}\n{text}\n"));

            return templates.All(template => template.State == "approved") ? Output.Holds : Output.Wrong;
        });
        return command;
    }
}
