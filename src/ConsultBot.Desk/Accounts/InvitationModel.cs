using ConsultBot.Desk.Shared;

namespace ConsultBot.Desk.Accounts;

/// <param name="Role">The role that the link gives; null when the link is used up or expired.</param>
public sealed record InvitationModel(string Token, string? Role, string? UserName, IReadOnlyList<Fault> Faults);
