using System.CommandLine;
using ConsultBot.Application.Packs.Talks;

namespace ConsultBot.Commands;

/// <summary><c>test</c>: the talks that lie beside a pack, as files <c>*.test.yaml</c>.</summary>
internal static class TestCommand
{
    private const int MissedShown = 10;

    public static Command Create(TimeProvider time)
    {
        var json = CommandContext.JsonOption();
        var path = new Argument<string?>("PATH") { Description = "The pack's folder, or one file of talks; without it the pack of the settings.", DefaultValueFactory = _ => null };
        var update = new Option<bool>("--update") { Description = "Write what was said into the files as what is expected; read the difference like code." };
        var command = new Command("test", "Run the talks beside the pack and say what came otherwise.") { path, update, json };
        command.SetAction(async (result, _) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            var folder = result.GetValue(path);
            if (await CommandContext.Content(time, error, Directory.Exists(folder) ? folder : null) is not var (settings, content))
                return Output.Wrong;

            var report = TalkTests.Run(content, settings.Zone, time.GetUtcNow(), folder ?? settings.Content.DialogsPath, result.GetValue(update));
            await (result.GetValue(json) ? Json(output, report) : Words(output, report));
            return report.Holds ? Output.Holds : Output.Wrong;
        });
        return command;
    }

    private static async Task Json(TextWriter output, TalkReport report)
    {
        foreach (var problem in report.Problems)
            await output.Json(problem);
        foreach (var talk in report.Talks)
            await output.Json(talk);

        await output.Json(new { talks = report.Talks.Count, held = report.Talks.Count(talk => talk.Holds), report.Updated, report.Coverage });
    }

    private static async Task Words(TextWriter output, TalkReport report)
    {
        foreach (var problem in report.Problems)
            await output.Line(problem.ToString());

        foreach (var talk in report.Talks.Where(talk => !talk.Holds))
        {
            await output.Line($"{talk.File}:{talk.Line}: {talk.Talk}");
            foreach (var fault in talk.Differences)
                await output.Line(Difference(fault));
        }

        var coverage = report.Coverage;
        await output.Line($"{report.Talks.Count} talks, {report.Talks.Count(talk => talk.Holds)} hold; steps {coverage.StepsCovered} of {coverage.Steps}; answers by language {coverage.AnswersCovered} of {coverage.Answers}");
        if (coverage.StepsMissed.Count > 0)
            await output.Line($"no talk goes through: {Some(coverage.StepsMissed)}");
        if (coverage.AnswersMissed.Count > 0)
            await output.Line($"no talk asks for: {Some(coverage.AnswersMissed)}");
        if (report.Updated > 0)
            await output.Line($"{report.Updated} expectations written");
    }

    private static string Difference(TalkFault fault)
    {
        var lines = fault.Expected.Select(expected => $"    - {expected}").Prepend($"  line {fault.Line}, {fault.Act}")
            .Concat(fault.Said.Select(said => $"    + {said}"))
            .Concat(fault.Texts.SelectMany(text => text.Split('\n')).Select(line => $"      | {line}"));
        return string.Join('\n', lines);
    }

    private static string Some(IReadOnlyList<string> all) =>
        string.Join(", ", all.Take(MissedShown)) + (all.Count > MissedShown ? $" and {all.Count - MissedShown} more" : "");
}
