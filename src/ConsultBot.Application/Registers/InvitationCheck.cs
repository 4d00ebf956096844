using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;

namespace ConsultBot.Application.Registers;

/// <summary>Whether an invitation fits the register.</summary>
public static class InvitationCheck
{
    public const string AllUnits = "*";

    /// <summary>What is wrong with it, each with its remedy; empty when it fits.</summary>
    public static IReadOnlyList<string> Run(DeskContent content, string role, string? person, IReadOnlyList<string> units)
    {
        var problems = new List<string>();
        if (person is null && role == AccountRoles.Officer)
            problems.Add("An officer signs with a name: add --person with an id from the register.");
        if (person is not null && content.Register.Person(person) is null)
            problems.Add($"The register has no person '{person}'. Known: {string.Join(", ", content.Register.Data.People.Select(known => known.Id))}.");
        if (units.Count == 0 && role is AccountRoles.Officer or AccountRoles.Supervisor)
            problems.Add("Add --unit: without one the account sees no consultation.");

        problems.AddRange(units.Where(unit => unit != AllUnits && content.Register.Unit(unit) is null)
            .Select(unit => $"The register has no unit '{unit}'. Known: {string.Join(", ", content.Register.Data.Units.Select(known => known.Id))}."));
        return problems;
    }
}
