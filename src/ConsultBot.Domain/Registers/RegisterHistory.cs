using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Registers;

/// <summary>What a new register may change of the one before: nothing that was said is unsaid.</summary>
public static class RegisterHistory
{
    /// <summary>Assignments that vanished or were written over. An open end may be given a day; all else is a row that replaces.</summary>
    /// <param name="file">Named where a row is gone and so has no place.</param>
    public static IReadOnlyList<Problem> Check(RegisterData before, RegisterData after, string file)
    {
        var rows = after.Assignments.ToDictionary(row => row.Id, StringComparer.Ordinal);
        var problems = new List<Problem>();
        foreach (var old in before.Assignments)
        {
            if (!rows.TryGetValue(old.Id, out var row))
            {
                problems.Add(Problem.Error(new Place(file, 0, 0), "assignment-gone",
                    $"The assignment '{old.Id}' was published and is gone", "Put it back; to correct it, add a row with replaces: " + old.Id + "."));
            }
            else if (!IsKept(old, row))
            {
                problems.Add(Problem.Error(row.Place, "assignment-overwritten",
                    $"The assignment '{old.Id}' is not what was published", "Write it as it was and add a row with replaces: " + old.Id + "."));
            }
        }

        return problems;
    }

    private static bool IsKept(Assignment old, Assignment row) =>
        old with { Place = row.Place, To = old.To ?? row.To, RecordedAt = old.RecordedAt ?? row.RecordedAt } == row;
}
