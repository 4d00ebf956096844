using ConsultBot.Application.Packs;

namespace ConsultBot.Channels.Http;

/// <summary>Problems of settings that only the other side can show.</summary>
internal static class Online
{
    private const string File = "settings";

    public static ProblemLine Error(string code, string message, string remedy) => new(File, 0, 0, code, "error", message, remedy);

    public static ProblemLine Warning(string code, string message, string remedy) => new(File, 0, 0, code, "warning", message, remedy);
}
