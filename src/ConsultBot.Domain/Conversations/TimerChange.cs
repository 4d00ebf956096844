namespace ConsultBot.Domain.Conversations;

/// <summary>Sets a timer, or cancels it when <paramref name="At"/> is null. One per kind and subject.</summary>
public sealed record TimerChange(TimerKind Kind, string Subject, DateTimeOffset? At);

public enum TimerKind
{
    /// <summary>Ask for a rating.</summary>
    Rating,

    /// <summary>The promised time of a consultation.</summary>
    Due,

    /// <summary>An officer owns the chat and is silent while the citizen waits.</summary>
    OfficerSilent,

    /// <summary>Not understood: wait for the next part of the message.</summary>
    NextPart,

    /// <summary>A question of a dialog waits for a silent citizen.</summary>
    Silence,

    /// <summary>An outside service does not answer. Its subject is the turn that asked.</summary>
    Service,
}
