using ConsultBot.Application.Ports;
using ConsultBot.Desk.Shared;

namespace ConsultBot.Desk.Admins;

/// <param name="Link">The link of an invitation made just now; shown once.</param>
public sealed record AdminModel(
    IReadOnlyList<NamedEntry> People, IReadOnlyList<NamedEntry> Units, string? Link, DateTimeOffset? Expires, string Role, string Person,
    IReadOnlyList<string> Chosen, IReadOnlyList<Fault> Faults, IReadOnlyList<DataAlarm> Alarms);
