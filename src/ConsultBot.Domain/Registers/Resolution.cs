namespace ConsultBot.Domain.Registers;

/// <summary>Who answers for a topic in a region on a day, and why.</summary>
/// <param name="Responsible">The position that the rule names, raised when a due time was missed.</param>
/// <param name="SignedAt">The first position upwards that somebody holds.</param>
/// <param name="Assignment">Null when nobody is in force up to the head: nothing can be sent then.</param>
/// <param name="Level">Vacant positions passed.</param>
/// <param name="Steps">The way to the result, for people.</param>
public sealed record Resolution(
    DateOnly Date, ResponsibilityRule Rule, Position Responsible, Position SignedAt, Assignment? Assignment, Person? Person,
    int Level, int Raised, IReadOnlyList<ResolutionStep> Steps);

/// <summary>One position looked at. <paramref name="Assignment"/> is null where the position is vacant or closed.</summary>
public sealed record ResolutionStep(string Position, string? Assignment);

/// <summary>Nobody answers for a topic up to the head of the desk: an unsigned message is worse than a late one.</summary>
public sealed class NobodyInForceException(string message) : Exception(message);
