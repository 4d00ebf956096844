using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>A fact that no text names: <c>fact-unused</c>. It would be checked at its source for nobody.</summary>
internal static class Unused
{
    // What the forms of other facts need.
    private const string Constants = "const.";

    public static void Check(Pack pack, List<Problem> problems)
    {
        var used = pack.Data.Texts.SelectMany(text => text.Ru.Names)
            .Concat(pack.Data.Topics.Select(topic => topic.Answer).OfType<Answer>().SelectMany(answer => answer.Ru.Names))
            .Concat(pack.Data.Flows.SelectMany(flow => flow.Steps).OfType<HandOffStep>().SelectMany(handOff => handOff.Question.Names))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var fact in pack.Data.Facts.Where(fact => !used.Contains(fact.Id) && !fact.Id.StartsWith(Constants, StringComparison.Ordinal)).DistinctBy(fact => fact.Id, StringComparer.Ordinal))
            problems.Add(Problem.Warning(fact.Place, "fact-unused", $"No text names the fact '{fact.Id}'", "Name it in braces where it belongs, or delete it."));
    }
}
