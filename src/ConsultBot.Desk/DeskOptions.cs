namespace ConsultBot.Desk;

/// <summary>Settings of the web pages.</summary>
/// <param name="PublicUrl">Address under which citizens and officers reach the desk, without a slash at the end; empty = the request's own.</param>
public sealed record DeskOptions(string PublicUrl = "")
{
    /// <summary>The zone in which times are shown.</summary>
    public string TimeZone { get; init; } = "Asia/Almaty";

    /// <summary>Days for which an invitation made on the screen is valid; 1 to 30.</summary>
    public int InvitationDays { get; init; } = 3;
}
