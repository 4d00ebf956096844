using ConsultBot.Application.Packs;

namespace ConsultBot.Domain.Tests;

/// <summary>The shipped content.</summary>
internal static class Sample
{
    private static readonly Lazy<DeskContent> _content = new(Load);

    public static DeskContent Content => _content.Value;

    private static DeskContent Load()
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
}
