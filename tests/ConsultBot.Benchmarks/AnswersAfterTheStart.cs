using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using ConsultBot.Application.Packs;
using ConsultBot.Domain.Answers;

namespace ConsultBot.Benchmarks;

/// <summary>How long the shipped pack takes to train in a process that has trained nothing yet.</summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 5, warmupCount: 0, iterationCount: 1)]
public class AnswersAfterTheStart
{
    private readonly DeskContent _content = ShippedContent.Load();

    [Benchmark]
    public object? Train() => AnswerIndex.Train(_content.Pack);
}
