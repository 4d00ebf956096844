namespace ConsultBot.Channels.Services;

/// <summary>Settings of one outside service, <c>Services:NAME</c>.</summary>
public sealed record ServiceOptions
{
    /// <summary>As a dialog's step calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Its whole address; https, or http on this machine alone.</summary>
    public required Uri Url { get; init; }

    /// <summary>Values go as a JSON object in the body; otherwise in the address.</summary>
    public bool Posts { get; init; } = true;

    /// <summary>From 1 to 60.</summary>
    public int TimeoutSeconds { get; init; } = 5;

    /// <summary>Of the answer; up to a million.</summary>
    public int MaxBytes { get; init; } = 65_536;

    /// <summary>The header Authorization as it is sent; empty = none.</summary>
    public string Authorization { get; init; } = "";
}
