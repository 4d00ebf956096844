using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>
/// What nothing names: <c>fact-unused</c>, which would be checked at its source for nobody, and <c>text-unused</c>, which
/// nobody ever reads.
/// </summary>
internal static class Unused
{
    // What the forms of other facts need.
    private const string Constants = "const.";

    public static void Check(Pack pack, List<Problem> problems)
    {
        Facts(pack, problems);
        var said = pack.Data.Flows.SelectMany(flow => flow.Steps).SelectMany(Said).Concat(RequiredTexts.Ids).ToHashSet(StringComparer.Ordinal);
        foreach (var text in pack.Data.Texts.Where(text => !said.Contains(text.Id)))
            problems.Add(Problem.Warning(text.Place, "text-unused", $"Nothing says the text '{text.Id}'", "Name it in a step, or delete it."));
    }

    private static void Facts(Pack pack, List<Problem> problems)
    {
        var used = pack.Data.Texts.SelectMany(text => text.Ru.Names)
            .Concat(pack.Data.Topics.Select(topic => topic.Answer).OfType<Answer>().SelectMany(answer => answer.Ru.Names))
            .Concat(pack.Data.Flows.SelectMany(flow => flow.Steps).SelectMany(Filled).SelectMany(template => template.Names))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var fact in pack.Data.Facts.Where(fact => !used.Contains(fact.Id) && !fact.Id.StartsWith(Constants, StringComparison.Ordinal)).DistinctBy(fact => fact.Id, StringComparer.Ordinal))
            problems.Add(Problem.Warning(fact.Place, "fact-unused", $"No text names the fact '{fact.Id}'", "Name it in braces where it belongs, or delete it."));
    }

    private static IEnumerable<string> Said(Step step) => step switch
    {
        AskStep ask => ask.Retry.Values.Append(ask.Text).Concat(ask.Choices.Select(choice => choice.Label)),
        SayStep say => [say.Text],
        HandOffStep handOff => new[] { handOff.Note }.OfType<string>(),
        ServiceStep service => new[] { service.Text, service.Fallback }.OfType<string>(),
        _ => [],
    };

    private static IEnumerable<TextTemplate> Filled(Step step) => step switch
    {
        HandOffStep handOff => [handOff.Question],
        ServiceStep service => service.Send.Values,
        _ => [],
    };
}
