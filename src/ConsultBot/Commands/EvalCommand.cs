using System.CommandLine;
using ConsultBot.Application.Evaluations;

namespace ConsultBot.Commands;

/// <summary><c>eval</c>: the matcher alone on labelled text.</summary>
internal static class EvalCommand
{
    public static Command Create(TimeProvider time)
    {
        var options = new EvalOptions();
        var command = new Command("eval", "Measure the matcher on labelled text: text, a tab, a label a line; the label oos fits no entry.")
        {
            options.Json, options.Train, options.Val, options.Pack, options.Test, options.Hide, options.Folds, options.Noised, options.NoTitles,
        };
        command.Validators.Add(result =>
        {
            var (train, pack) = (result.GetResult(options.Train) is not null, result.GetResult(options.Pack) is not null);
            var (test, folds) = (result.GetResult(options.Test) is not null, result.GetResult(options.Folds) is not null);
            if (train == pack || (folds ? pack || test : !test))
                result.AddError("Write --train F --test F, --pack [PATH] --test F, or --train F --folds K.");
        });
        command.SetAction(async (result, _) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            try
            {
                if (await Run(result, options, time, error) is not { } report)
                    return Output.Wrong;

                await (result.GetValue(options.Json) ? output.Json(report) : output.Line(Words(report)));
                return Output.Holds;
            }
            catch (Exception failure) when (failure is IOException or FormatException or UnauthorizedAccessException)
            {
                await error.Line($"eval: error: {failure.Message}");
                return Output.Wrong;
            }
        });
        return command;
    }

    private static async Task<EvaluationReport?> Run(ParseResult result, EvalOptions options, TimeProvider time, TextWriter error)
    {
        var titles = !result.GetValue(options.NoTitles);
        if (result.GetValue(options.Train) is not { } train)
        {
            return await CommandContext.Content(time, error, result.GetValue(options.Pack)) is var (_, content)
                ? Evaluator.OnPack(content, result.GetValue(options.Test)!)
                : null;
        }

        return result.GetValue(options.Folds) is { } folds
            ? Evaluator.OnFolds(train, folds, result.GetValue(options.Noised), titles)
            : Evaluator.OnFiles(train, result.GetValue(options.Val), result.GetValue(options.Test)!, result.GetValue(options.Hide), titles);
    }

    private static string Words(EvaluationReport report) => FormattableString.Invariant(
        $"""
        accuracy {report.Accuracy:P1}, among the best three {report.Top3:P1}, AUROC {report.Auroc:P1}, coverage at 95 % {report.CoverageAt95:P1} of {report.Rows} rows
        {string.Join('\n', report.Thresholds.Select(score => FormattableString.Invariant($"{score.Rule}: threshold {score.Theta:0.0000}, accuracy {score.Accuracy:P1}, cost {score.InScopeCost:P1}, out of scope refused {score.OosRecall:P1}")))}
        decided: right ones answered outright {report.Decisions.Outright:P1}, wrong answers {report.Decisions.Wrong:P1}, out of scope refused {report.Decisions.OosRefused:P1}
        trained in {report.TrainMs:0} ms, {report.QueriesPerSecond:0} questions/s, p99 {report.P99Micros:0} µs, {report.ModelBytes / 1048576.0:0.0} MiB
        """);

    private sealed class EvalOptions
    {
        public Option<bool> Json { get; } = CommandContext.JsonOption();

        public Option<string?> Train { get; } = new("--train") { Description = "Rows to train on." };

        public Option<string?> Val { get; } = new("--val") { Description = "Rows to fit confidence and thresholds on; without them rows held back from training." };

        public Option<string?> Pack { get; } = new("--pack") { Description = "Train on a pack's folder; without a path on the desk's own.", Arity = ArgumentArity.ZeroOrOne };

        public Option<string?> Test { get; } = new("--test") { Description = "Rows to test on." };

        public Option<string?> Hide { get; } = new("--hide-labels") { Description = "A file of labels to put out of scope, one a line." };

        public Option<int?> Folds { get; } = new("--folds") { Description = "Test each row by a matcher trained on the other folds." };

        public Option<string?> Noised { get; } = new("--noised") { Description = "The training rows as people type them, to be tested instead." };

        public Option<bool> NoTitles { get; } = new("--no-titles") { Description = "Do not take a label's words for its title." };
    }
}
