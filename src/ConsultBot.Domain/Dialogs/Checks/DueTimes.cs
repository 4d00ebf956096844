using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>A topic's promised time is a class that the pack has, of a sensible length: <c>due-unknown</c>, <c>due-length</c>.</summary>
internal static class DueTimes
{
    // Thirty working days of eight hours.
    private const int LongestMinutes = 30 * 8 * 60;

    public static void Check(Pack pack, List<Problem> problems)
    {
        var classes = pack.Data.DueTimes;
        foreach (var (name, minutes) in classes.Where(one => one.Value is < 1 or > LongestMinutes))
            problems.Add(Problem.Error(pack.Data.Place, "due-length", $"The due time '{name}' has {minutes} working minutes", $"Write from 1 to {LongestMinutes}."));
        foreach (var topic in pack.Data.Topics.Where(topic => topic.Due is not null && !classes.ContainsKey(topic.Due)))
        {
            var known = classes.Count == 0 ? "Add it under 'dueTimes' in the pack" : $"Known: {string.Join(", ", classes.Keys.Order(StringComparer.Ordinal))}";
            problems.Add(Problem.Error(topic.Place, "due-unknown", $"The topic '{topic.Id}' has the due time '{topic.Due}', which the pack does not have", $"{NearName.Hint(topic.Due!, classes.Keys)}{known}."));
        }
    }
}
