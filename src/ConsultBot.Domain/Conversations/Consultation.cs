using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>One question's way from asked to closed. Never called an appeal.</summary>
public sealed record Consultation
{
    /// <summary>As shown: <c>K-2026-000123</c>.</summary>
    public required string Number { get; init; }

    public required string Unit { get; init; }

    public Language Language { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The citizen's words that led here, personal numbers masked.</summary>
    public required string Question { get; init; }

    public string? Topic { get; init; }

    public string? Region { get; init; }

    public ConsultationStatus Status { get; init; }

    public bool Urgent { get; init; }

    /// <summary>Its topic's.</summary>
    public TopicPriority Priority { get; init; }

    /// <summary>The promise to the citizen; null when nothing was promised.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Since when it stands in the queue; a return to the queue keeps the first instant.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    public DateTimeOffset? ClaimedAt { get; init; }

    public DateTimeOffset? FirstReplyAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public OfficerRef? Officer { get; init; }

    public Outcome? Outcome { get; init; }

    /// <summary>Keyed hash of the check code, lower-case hex; null when no code was given.</summary>
    public string? CodeHash { get; init; }

    /// <summary>Levels by which missed due times moved the responsibility up.</summary>
    public int Raised { get; init; }

    public int? AnswerRating { get; init; }

    public int? OfficerRating { get; init; }
}

public enum ConsultationStatus
{
    Queued,
    WithOfficer,
    Closed,
}

/// <summary>How a consultation ended.</summary>
public enum Outcome
{
    AnsweredByBot,
    AnsweredByHuman,
    Withdrawn,
    Refused,
    NoReply,
}

/// <summary>An account on the desk and the person behind it.</summary>
public sealed record OfficerRef(string Account, string Person);
