using ConsultBot.Application.Consultations;

namespace ConsultBot.Desk.Officers;

/// <summary>What the desk's page shows.</summary>
/// <param name="Chat">Null when no chat is open.</param>
/// <param name="Request">Id of the next form.</param>
/// <param name="Notice">What to say about the last request.</param>
/// <param name="Typed">A reply that was not taken and stays in the field.</param>
public sealed record DeskModel(
    DeskList List, DeskChat? Chat, string Request, string? Notice = null, string? Typed = null, bool Closing = false)
{
    /// <summary>How a tab is written in an address.</summary>
    public static string Name(DeskTab tab) => tab switch
    {
        DeskTab.Mine => "mine",
        DeskTab.Waiting => "waiting",
        _ => "all",
    };

    public static DeskTab Tab(string? name) => name switch
    {
        "waiting" => DeskTab.Waiting,
        "all" => DeskTab.All,
        _ => DeskTab.Mine,
    };
}
