using ConsultBot.Application.Packs;

namespace ConsultBot.Application.Tests;

/// <summary>The shipped content, read once, or copied so that a test can break it.</summary>
internal static class Sample
{
    private static readonly Lazy<DeskContent> _content = new(Load);

    public static DateOnly Today { get; } = new(2026, 11, 24);

    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Almaty");

    /// <summary>With a trained matcher.</summary>
    public static DeskContent Content => _content.Value;

    /// <summary>As it is put in force at the start: its matcher is not trained.</summary>
    public static DeskContent Untrained() => Read();

    public static string Folder { get; } = AppContext.BaseDirectory;

    public static ContentOptions In(string folder) => new()
    {
        DialogsPath = Path.Combine(folder, "dialogs"),
        RegisterPath = Path.Combine(folder, "config", "register"),
    };

    private static DeskContent Load()
    {
        var content = Read();
        content.Index.Train();
        return content;
    }

    private static DeskContent Read()
    {
        var (problems, content) = ContentCheck.Run(In(Folder), Today);
        return content ?? throw new InvalidOperationException(string.Join('\n', problems.Where(problem => problem.IsError)));
    }
}
