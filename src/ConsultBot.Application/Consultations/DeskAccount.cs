namespace ConsultBot.Application.Consultations;

/// <summary>Who looks at the desk, and what this account may see.</summary>
/// <param name="Account">Id of the account.</param>
/// <param name="Person">Id of the person in the register; null for an account that writes to nobody.</param>
/// <param name="SeesAll">Every unit, also such as come later.</param>
public sealed record DeskAccount(string Account, string? Person, IReadOnlyList<string> Units, bool SeesAll)
{
    /// <summary>The unit that stands for all of them; it counts for supervisors and administrators only.</summary>
    public const string AllUnits = "*";

    public bool Sees(string unit) => SeesAll || Units.Contains(unit, StringComparer.Ordinal);
}
