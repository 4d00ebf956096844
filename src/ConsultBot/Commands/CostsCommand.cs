using System.CommandLine;
using ConsultBot.Application.Ports;
using ConsultBot.Storage;

namespace ConsultBot.Commands;

/// <summary><c>costs</c>: what the messages of each day have cost, as the messenger priced them.</summary>
internal static class CostsCommand
{
    private const string Channel = "whatsapp";
    private const string Note = "cost:";

    public static Command Create()
    {
        var json = CommandContext.JsonOption();
        var command = new Command("costs", "What WhatsApp's messages cost: day (UTC), messages, how many of them are priced, the sum.") { json };
        command.SetAction(async (result, _) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            if (await CommandContext.Settings(error) is not { } settings)
                return Output.Wrong;

            try
            {
                await using var services = new ServiceCollection().AddStorage(settings.Storage).AddSingleton(TimeProvider.System)
                    .AddSingleton(settings.Zone).AddSingleton<IChance, Application.Privacy.SystemChance>().AddLogging().BuildServiceProvider();
                foreach (var (name, value) in services.GetRequiredService<IChannelNotes>().ReadAll(Channel, Note))
                {
                    var (day, parts) = (name[Note.Length..], value.Split(' '));
                    await (result.GetValue(json)
                        ? output.Json(new { day, messages = parts[0], priced = parts[1], price = parts[2], unit = parts[3] })
                        : output.Line($"{day}  {value}"));
                }

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
