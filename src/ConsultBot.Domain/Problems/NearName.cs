using ConsultBot.Domain.Answers;

namespace ConsultBot.Domain.Problems;

/// <summary>The name that a writer probably meant, for the remedy of a problem.</summary>
public static class NearName
{
    /// <summary><c>Did you mean 'passport'? </c> with a space behind it; empty when no known name is near.</summary>
    public static string Hint(string wrong, IEnumerable<string> known) =>
        known.Order(StringComparer.Ordinal).FirstOrDefault(name => EditDistance.Near(wrong, name)) is { } near ? $"Did you mean '{near}'? " : "";
}
