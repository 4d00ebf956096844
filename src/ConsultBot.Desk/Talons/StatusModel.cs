using ConsultBot.Application.Consultations;
using ConsultBot.Desk.Shared;

namespace ConsultBot.Desk.Talons;

/// <param name="Code">Kept for the way back into the chat only.</param>
public sealed record StatusModel(string? Number, string? Code, TalonView? View, bool IsWeb, IReadOnlyList<Fault> Faults);
