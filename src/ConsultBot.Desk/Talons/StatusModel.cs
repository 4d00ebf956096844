using ConsultBot.Application.Consultations;
using ConsultBot.Desk.Shared;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Desk.Talons;

/// <param name="Typed">A message's code as typed.</param>
/// <param name="Message">The message that has the code.</param>
/// <param name="Code">Kept for the way back into the chat only.</param>
public sealed record StatusModel(string? Number, string? Code, TalonView? View, bool IsWeb, IReadOnlyList<Fault> Faults, string? Typed = null,
    MessageSight? Message = null);
