using ConsultBot.Application.Packs;

namespace ConsultBot.Benchmarks;

/// <summary>The shipped content and its labelled questions.</summary>
internal static class ShippedContent
{
    public static DeskContent Load()
    {
        var (problems, content) = ContentCheck.Run(
            new ContentOptions
            {
                DialogsPath = Path.Combine(AppContext.BaseDirectory, "dialogs"),
                RegisterPath = Path.Combine(AppContext.BaseDirectory, "config", "register"),
            },
            new DateOnly(2026, 11, 24));
        return content ?? throw new InvalidOperationException(string.Join('\n', problems.Where(problem => problem.IsError)));
    }

    public static string[] Questions() =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "questions")).Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Select(line => line.Split('\t')[0])];
}
