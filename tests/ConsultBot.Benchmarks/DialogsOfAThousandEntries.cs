using BenchmarkDotNet.Attributes;
using ConsultBot.Application.Packs;

namespace ConsultBot.Benchmarks;

/// <summary>A pack of a thousand entries: reading and checking it, and building it for use with all it needs.</summary>
[InProcess]
[IterationCount(5)]
[WarmupCount(1)]
public class DialogsOfAThousandEntries
{
    private const int Entries = 1000;

    private readonly string _folder = Directory.CreateTempSubdirectory("consultbot-bench-").FullName;
    private readonly DateOnly _today = new(2026, 11, 24);
    private ContentOptions _options = new();
    private SourceFiles _pack = null!;
    private SourceFiles _register = null!;

    [GlobalSetup]
    public void Write()
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "dialogs");
        foreach (var file in Directory.EnumerateFiles(shipped, "*.yaml", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_folder, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }

        for (var i = 0; i < Entries - 47; i++)
            File.WriteAllText(Path.Combine(_folder, "topics", $"made-{i}.yaml"), Entry(i));

        _options = new ContentOptions { DialogsPath = _folder, RegisterPath = Path.Combine(AppContext.BaseDirectory, "config", "register") };
        var (problems, files) = ContentCheck.Files(_options, _today);
        (_pack, _register) = files ?? throw new InvalidOperationException(string.Join('\n', problems.Where(problem => problem.IsError).Take(5)));
    }

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    /// <summary>Reading the files and all rules, without the index.</summary>
    [Benchmark]
    public int Check() => ContentCheck.Files(_options, _today).Problems.Count;

    /// <summary>A published pack made ready to serve an older dialog: no index.</summary>
    [Benchmark]
    public int Load() => ContentSources.BuildPack(_pack, 1)!.Data.Topics.Count;

    /// <summary>The pack in force: everything, the index of questions too.</summary>
    [Benchmark]
    public int Build() => ContentSources.Build(_pack, 1, _register, 1, _options, _today).Pack.Data.Topics.Count;

    private static string Entry(int i)
    {
        var asked = string.Concat(Enumerable.Range(0, 8).Select(n => FormattableString.Invariant($"    - made question {i} number {n} about thing {i * 7 + n}\n")));
        return FormattableString.Invariant($$"""
            topic: made-{{i}}
            group: documents
            title: {kk: "Тақырып {{i}}", ru: "Тема {{i}}", en: "Topic {{i}}"}
            source: egov.kz
            checkedOn: 2026-11-23
            answer: {kk: "Жауап: {id-card.fee}.", ru: "Ответ: {id-card.fee}.", en: "Answer: {id-card.fee}."}
            phrasings:
              en:
            {{asked}}
            """);
    }
}
