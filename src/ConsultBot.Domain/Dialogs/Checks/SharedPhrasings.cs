using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>One phrasing belongs to one entry: <c>phrasing-shared</c>.</summary>
internal static class SharedPhrasings
{
    public static void Check(Pack pack, List<Problem> problems)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, phrasings, place) in pack.Data.Topics.Select(topic => (topic.Id, topic.Phrasings, topic.Place))
            .Concat(pack.Data.Flows.Select(flow => (flow.Id, flow.Phrasings, flow.Place))))
        {
            foreach (var (at, phrasing) in phrasings.All.Index())
            {
                var key = string.Join(' ', TextNormaliser.Words(phrasing));
                if (!owners.TryAdd(key, id) && owners[key] != id)
                    problems.Add(Problem.Error(phrasings.Places.ElementAtOrDefault(at) ?? place, "phrasing-shared", $"'{phrasing}' stands at '{id}' and at '{owners[key]}'", "Delete it at one of them."));
            }
        }
    }
}
