using System.CommandLine;
using ConsultBot.Application.Packs;

namespace ConsultBot.Commands;

/// <summary><c>ask</c>: one question a line, each from a citizen whom the desk does not know.</summary>
internal static class AskCommand
{
    public static Command Create(TimeProvider time, TextReader input)
    {
        var (json, language) = (CommandContext.JsonOption(), CommandContext.LanguageOption());
        var command = new Command("ask", "Say what the desk makes of each question on standard input.") { json, language };
        command.SetAction(async (result, cancellationToken) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            if (await CommandContext.Content(time, error) is not var (_, content))
                return Output.Wrong;

            while (await input.ReadLineAsync(cancellationToken) is { } line)
            {
                if (string.IsNullOrWhiteSpace(line))
                    continue;

                var asked = QuestionAsker.Ask(content, line, result.GetValue(language));
                await (result.GetValue(json) ? output.Json(asked) : output.Line(Words(asked)));
            }

            return Output.Holds;
        });
        return command;
    }

    private static string Words(AskedQuestion asked) => FormattableString.Invariant(
        $"{asked.Decision,-9} {asked.Topic ?? "-",-24} {asked.Lang}  {asked.Question}  ({string.Join(", ", asked.Candidates.Select(found => FormattableString.Invariant($"{found.Topic} {found.Score:0.00}")))})");
}
