using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>The menu names topics and flows that exist: <c>menu-unknown</c>, <c>menu-empty</c>.</summary>
internal static class MenuEntries
{
    public static void Check(Pack pack, List<Problem> problems)
    {
        if (pack.Data.Menu.Count == 0)
            problems.Add(Problem.Error(pack.Data.Place, "menu-empty", "The menu has no entries", "Add 'menu' with ids of topics and flows."));

        var known = pack.Data.Topics.Select(topic => topic.Id).Concat(pack.Data.Flows.Select(flow => flow.Id));
        foreach (var (at, id) in pack.Data.Menu.Index().Where(entry => pack.Topic(entry.Item) is null && pack.Flow(entry.Item) is null))
        {
            problems.Add(Problem.Error(
                pack.Data.MenuPlaces.ElementAtOrDefault(at) ?? pack.Data.Place, "menu-unknown",
                $"The menu names '{id}', which is no topic and no flow", $"{NearName.Hint(id, known)}Add it or take it out of the menu."));
        }
    }
}
