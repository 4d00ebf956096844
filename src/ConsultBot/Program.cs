using System.CommandLine;
using System.Text;
using ConsultBot.Commands;

namespace ConsultBot;

/// <summary>The command line: a verb, its service, its exit code.</summary>
public static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        // What follows an answer from the network is short and never blocks: it runs where the answer came in, without a
        // change of threads. The runtime has no other switch for it and reads this one at the first socket.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        return await Run(arguments, TimeProvider.System, input, new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    internal static async Task<int> Run(string[] arguments, TimeProvider time, TextReader input, InvocationConfiguration configuration)
    {
        var root = new RootCommand("ConsultBot: a consultation desk in the messengers; behind every message stands a named official.")
        {
            ServeCommand.Create(), ChatCommand.Create(time, input), AskCommand.Create(time, input), EvalCommand.Create(time), CheckCommand.Create(time),
            TestCommand.Create(time), ImportCommand.Create(time), ExportCommand.Create(time), RecallCommand.Create(time),
            WhoCommand.Create(time), InviteCommand.Create(time),
            TemplatesCommand.Create(), CostsCommand.Create(),
        };
        root.SetAction(ServeCommand.Run);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await configuration.Error.Line(error.Message);

            await configuration.Error.Line("Add --help to see what can be written.");
            return Output.WrongUsage;
        }

        return await parsed.InvokeAsync(configuration);
    }
}
