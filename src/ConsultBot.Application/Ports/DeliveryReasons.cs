namespace ConsultBot.Application.Ports;

/// <summary>
/// First words of a delivery's reason, up to the colon, for which the screens have words in every language. What stands
/// behind the colon is the messenger's own code.
/// </summary>
public static class DeliveryReasons
{
    public const string Address = "address";
    public const string OptedOut = "optedOut";
    public const string Blocked = "blocked";
    public const string NoAccount = "noAccount";
    public const string Window = "window";
    public const string WindowAsked = "windowAsked";
    public const string NoTemplate = "noTemplate";
    public const string Content = "content";
    public const string TooLong = "tooLong";
    public const string Filtered = "filtered";
    public const string Region = "region";
    public const string Account = "account";
    public const string Busy = "busy";
    public const string Failed = "failed";
    public const string NotAccepted = "notAccepted";
    public const string Several = "several";

    public static IReadOnlyList<string> All { get; } =
    [
        Address, OptedOut, Blocked, NoAccount, Window, WindowAsked, NoTemplate, Content, TooLong, Filtered, Region, Account, Busy, Failed,
        NotAccepted, Several,
    ];

    /// <summary>A reason as stored.</summary>
    public static string With(string reason, string detail) => $"{reason}: {detail}";

    /// <summary>The known first word of a stored reason; null when it has none.</summary>
    public static string? Of(string? reason)
    {
        if (reason is null)
            return null;

        var colon = reason.IndexOf(':', StringComparison.Ordinal);
        var head = colon < 0 ? reason : reason[..colon];
        return All.FirstOrDefault(known => string.Equals(known, head, StringComparison.Ordinal));
    }
}
