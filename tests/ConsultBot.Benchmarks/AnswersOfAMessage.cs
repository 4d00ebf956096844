using BenchmarkDotNet.Attributes;
using ConsultBot.Application.Packs;
using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Benchmarks;

/// <summary>What each look at a citizen's words costs a turn: the mean over all questions of the shipped pack.</summary>
[InProcess]
[MemoryDiagnoser]
public class AnswersOfAMessage
{
    private const int Taken = 900;

    private readonly DeskContent _content = ShippedContent.Load();
    private readonly string[] _questions = [.. ShippedContent.Questions().Where((_, i) => i % 2 == 0).Take(Taken)];

    [GlobalSetup]
    public void Train() => _content.Index.Train();

    /// <summary>Words in the coarse alphabet, without and with the other layout.</summary>
    [Benchmark(OperationsPerInvoke = Taken)]
    public int Read() => Sum(question => _content.Pack.Read(question).Words.Length);

    /// <summary>Reading, danger and the wish for a person.</summary>
    [Benchmark(OperationsPerInvoke = Taken)]
    public int Wishes() => Sum(question =>
    {
        var read = _content.Pack.Read(question);
        return UrgentRules.IsUrgent(read, _content.Pack) || Interrupts.WantsPerson(read, _content.Pack.Data.Lexicon) ? 1 : 0;
    });

    [Benchmark(OperationsPerInvoke = Taken)]
    public int Language() => Sum(question => _content.Index.Language.Of(question) == Languages.All[0] ? 1 : 0);

    [Benchmark(OperationsPerInvoke = Taken)]
    public int Answer() => Sum(question => _content.Index.Ask(question).Kind == AnswerKind.Answer ? 1 : 0);

    private int Sum(Func<string, int> look)
    {
        var sum = 0;
        foreach (var question in _questions)
            sum += look(question);

        return sum;
    }
}
