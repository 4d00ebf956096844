using System.CommandLine;
using ConsultBot.Application.Packs;
using ConsultBot.Settings;

namespace ConsultBot.Commands;

/// <summary>What most verbs need: the settings, the content, and where to print.</summary>
internal static class CommandContext
{
    public static Option<bool> JsonOption() => new("--json") { Description = "Print one JSON object a line." };

    public static Option<string?> LanguageOption() => new Option<string?>("--lang") { Description = "kk, ru or en; without it as the words tell." }.Among("kk", "ru", "en");

    public static Option<DateTimeOffset?> AtOption() => new("--at")
    {
        Description = "An instant such as 2026-11-24T10:00:00+05:00; without it now.",
        CustomParser = result =>
        {
            if (DateTimeOffset.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at))
                return at;

            result.AddError($"'{result.Tokens[0].Value}' is no instant. Write 2026-11-24T10:00:00+05:00.");
            return null;
        },
    };

    public static Option<T> Among<T>(this Option<T> option, params string[] values)
    {
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    /// <summary>Checked settings; null when they are wrong, which was printed.</summary>
    public static async Task<HostSettings?> Settings(TextWriter error)
    {
        var settings = SettingsReader.Read(SettingsReader.Sources(), out var problems);
        foreach (var problem in problems)
            await error.Line($"settings: error: {problem}");

        return settings;
    }

    /// <summary>The day by the desk's zone.</summary>
    public static DateOnly Today(HostSettings settings, TimeProvider time) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), settings.Zone).DateTime);

    /// <summary>Checked content; null when it has errors, which were printed.</summary>
    /// <param name="dialogs">The pack's folder; null = as the settings say.</param>
    public static async Task<(HostSettings Settings, DeskContent Content)?> Content(TimeProvider time, TextWriter error, string? dialogs = null)
    {
        if (await Settings(error) is not { } settings)
            return null;

        var (problems, content) = ContentCheck.Run(
            dialogs is null ? settings.Content : settings.Content with { DialogsPath = dialogs }, Today(settings, time));
        foreach (var problem in problems.Where(problem => problem.IsError))
            await error.Line(problem.ToString());

        return content is null ? null : (settings, content);
    }
}
