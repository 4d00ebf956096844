using ConsultBot.Application.Ports;

namespace ConsultBot.Application.Consultations;

/// <summary>What became of a request of the desk.</summary>
/// <param name="Refusal">Text id of why it was not done; null when it was.</param>
/// <param name="Person">Name of the person whom the refusal names.</param>
public sealed record DeskOutcome(DeskAccess Access, string? Refusal = null, string? Person = null);

public enum DeskAccess
{
    Granted,
    Missing,

    /// <summary>It exists in a unit that the account does not see.</summary>
    Denied,
}

/// <param name="Chat">Null unless access was granted.</param>
public sealed record DeskOpening(DeskAccess Access, DeskChat? Chat);

/// <param name="File">Null unless access was granted, and where it cannot be had any more.</param>
public sealed record DeskFile(DeskAccess Access, ChannelFile? File);
