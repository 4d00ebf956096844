using System.CommandLine;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Privacy;

namespace ConsultBot.Commands;

/// <summary><c>chat</c>: a citizen in the terminal, nothing stored.</summary>
internal static class ChatCommand
{
    private const string Service = "@service ";

    // Beyond it no calendar and no register says anything.
    private static readonly DateTimeOffset _farthest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Command Create(TimeProvider time, TextReader input)
    {
        var (json, language, at) = (CommandContext.JsonOption(), CommandContext.LanguageOption(), CommandContext.AtOption());
        var channel = new Option<string>("--channel") { Description = "Whose limits hold.", DefaultValueFactory = _ => "web" }.Among([.. Simulator.Channels]);
        var command = new Command("chat", "Talk to the desk as a citizen. A line is a message; @+90m moves the clock; @service answers for an outside service; nothing is stored.") { json, language, channel, at };
        command.SetAction(async (result, cancellationToken) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            if (await CommandContext.Content(time, error) is not var (settings, content))
                return Output.Wrong;

            var simulator = new Simulator(
                content, new SystemChance(), settings.Zone, result.GetValue(at) ?? time.GetUtcNow(), result.GetValue(channel)!, result.GetValue(language));
            var exit = Output.Holds;
            while (await input.ReadLineAsync(cancellationToken) is { } line)
            {
                if (string.IsNullOrWhiteSpace(line))
                    continue;

                if (!simulator.CanSign)
                {
                    await error.Line($"Nobody is in force on {simulator.Now:yyyy-MM-dd}, so that nothing can be signed. Write another --at, or add an assignment to the register.");
                    return Output.Wrong;
                }

                if (Say(simulator, line) is not { } messages)
                {
                    await error.Line(line.StartsWith(Service, StringComparison.Ordinal)
                        ? $"'{line}' answers nothing: no outside service is being asked, or it is none of '@service found=yes, place=12' and '@service fails'."
                        : $"'{line}' moves no clock. Write @+90m, @+2h or @+1d.");
                    exit = Output.Wrong;
                    continue;
                }

                foreach (var message in messages)
                    await (result.GetValue(json) ? output.Json(message) : output.Line(Words(message)));
            }

            return exit;
        });
        return command;
    }

    private static IReadOnlyList<SimulatedMessage>? Say(Simulator simulator, string line)
    {
        if (!line.StartsWith('@'))
            return simulator.Write(line);

        if (line.StartsWith(Service, StringComparison.Ordinal))
            return SimulatedFields.Read(line[Service.Length..].Trim(), out var fields) ? simulator.Service(fields) : null;

        return line.StartsWith("@+", StringComparison.Ordinal) && Durations.Parse(line[2..]) is { } time && time < _farthest - simulator.Now ? simulator.Wait(time) : null;
    }

    private static string Words(SimulatedMessage message)
    {
        var buttons = message.Buttons.Count == 0 ? "" : "\n" + string.Join("  ", message.Buttons.Select((button, i) => $"[{i + 1} {button.Label}]"));
        return $"{message.At:HH:mm}\n{message.Text}{buttons}\n";
    }
}
