using BenchmarkDotNet.Attributes;
using ConsultBot.Application.Packs;
using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Dialogs;

namespace ConsultBot.Benchmarks;

/// <summary>How long an edited pack takes until its questions are answered, in a warm process.</summary>
[InProcess]
public class AnswersAfterAnEdit
{
    private readonly DeskContent _content = ShippedContent.Load();

    /// <summary>Phrasings: 14 of each language and entry, or all.</summary>
    [Params(2000, 0)]
    public int Phrasings { get; set; }

    private Pack Edited => Phrasings == 0 ? _content.Pack : new Pack(_content.Pack.Data with { Topics = [.. _content.Pack.Data.Topics.Select(Cut)] }, 1);

    [Benchmark]
    public object? Train() => AnswerIndex.Train(Edited);

    private Topic Cut(Topic topic)
    {
        var most = Phrasings / _content.Pack.Data.Topics.Count / 3;
        var phrasings = topic.Phrasings;
        return topic with { Phrasings = new Phrasings([.. phrasings.Kk.Take(most)], [.. phrasings.Ru.Take(most)], [.. phrasings.En.Take(most)]) };
    }
}
