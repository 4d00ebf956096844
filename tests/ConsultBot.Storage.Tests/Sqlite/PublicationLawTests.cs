using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ConsultBot.Application;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Storage.Tests.Conformance;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ConsultBot.Storage.Tests.Sqlite;

/// <summary>What goes into the database as a pack comes out of it byte for byte.</summary>
public sealed class PublicationLawTests : IDisposable
{
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static readonly Gen<string> _words = Gen.String[Gen.Char["abc әғқңөұүһі ?!—«»\\'\"#:-{}[]|>%@`~"], 1, 30].Where(words => words.Trim().Length > 1 && !words.Contains('{', StringComparison.Ordinal));

    // A topic in one of the ways in which people write: comments, line ends, a byte order mark, quotes or not.
    private static readonly Gen<(string Text, bool Mark)> _topic = Gen.Select(_words.Array[4], Gen.Int[0, 2], Gen.Bool, Gen.Int[0, 3]).Select((words, end, mark, lines) =>
    {
        string Quoted(int at) => JsonSerializer.Serialize(words[at], _readable);
        var text = new StringBuilder();
        text.Append("# ").Append(words[0]).Append('\n').Append('\n', lines);
        text.Append("topic: ID\ngroup: documents\ntitle:   {kk: a1, ru: a1,\n   en: a1}   # ").Append(words[1]).Append('\n');
        text.Append("source: ").Append(Quoted(1)).Append("\ncheckedOn: 2026-11-23\nanswer:\n  kk: ").Append(Quoted(2)).Append("\n  ru: |\n    ").Append(words[2].Trim()).Append("\n  en: ").Append(Quoted(3));
        text.Append('\n', lines);
        return (text.ToString().ReplaceLineEndings(end == 0 ? "\r\n" : "\n"), mark);
    });

    private readonly TempDatabase _database = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("consultbot-law-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Export_of_an_import_is_the_import_byte_for_byte()
    {
        var number = 0;
        _topic.Array[0, 6].Sample(
            topics =>
            {
                var folder = Path.Combine(_folder, $"in-{++number}");
                Copy(Path.Combine(AppContext.BaseDirectory, "dialogs"), folder);
                foreach (var (at, (text, mark)) in topics.Index())
                {
                    var file = Path.Combine(folder, at % 2 == 0 ? "topics" : "темалар/терең", $"made-{at}.yaml");
                    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                    File.WriteAllText(file, text.Replace("ID", $"made-{at}", StringComparison.Ordinal), new UTF8Encoding(mark));
                }

                using var services = Services(folder);
                var publisher = services.GetRequiredService<ContentPublisher>();
                var (problems, files) = ContentCheck.Files(Options(folder), new DateOnly(2026, 11, 24));
                if (files is not var (pack, register))
                {
                    // An author could not publish it either.
                    Assert.Contains(problems, problem => problem.IsError);
                    return;
                }

                var imported = publisher.Import(pack, register, CancellationToken.None).GetAwaiter().GetResult();
                var exported = publisher.Export(imported.Pack, CancellationToken.None).GetAwaiter().GetResult()!;
                exported.Pack.WriteTo(Path.Combine(_folder, $"out-{number}"));
                Same(folder, Path.Combine(_folder, $"out-{number}"));
                Interlocked.Increment(ref _published);
            },
            iter: 12, threads: 1);
        Assert.True(_published >= 4, $"Only {_published} random packs could be published.");
    }

    private int _published;

    private ContentOptions Options(string folder) =>
        new() { DialogsPath = folder, RegisterPath = Path.Combine(AppContext.BaseDirectory, "config", "register") };

    private ServiceProvider Services(string folder)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 5, 0, 0, TimeSpan.Zero)));
        services.AddSingleton<IChance>(new Seed());
        services.AddSingleton(TempDatabase.Almaty);
        services.AddStorage(_database.Options);
        services.AddContent(Options(folder));
        return services.BuildServiceProvider();
    }

    private static void Same(string expected, string actual)
    {
        var names = Names(expected);
        Assert.Equal(names, Names(actual));
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(Path.Combine(expected, name)), File.ReadAllBytes(Path.Combine(actual, name))));
    }

    private static List<string> Names(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*.yaml", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
