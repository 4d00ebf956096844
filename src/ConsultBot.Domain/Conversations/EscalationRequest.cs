namespace ConsultBot.Domain.Conversations;

/// <param name="Question">What goes to the officer; null when only a person was asked for.</param>
/// <param name="Quiet">Something else is told in this turn: only the talon is added.</param>
internal sealed record EscalationRequest(string? Question, string? Topic, string? Region, bool Urgent = false, bool Quiet = false, int Raised = 0);
