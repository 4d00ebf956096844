namespace ConsultBot.Domain.Conversations.Events;

/// <summary>An officer ends the consultation.</summary>
/// <param name="Outcome">Answered, refused or withdrawn. A refusal needs <paramref name="Reason"/> and <paramref name="NextAddress"/>.</param>
public sealed record OfficerClosed(
    OfficerRef Officer, string Consultation, Outcome Outcome, string? Reason = null, string? NextAddress = null) : ConversationEvent;
