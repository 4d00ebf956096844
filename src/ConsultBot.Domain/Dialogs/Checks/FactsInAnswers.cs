using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>An answer's values are facts that are in force: <c>fact-unknown</c>, <c>fact-expired</c>, <c>answer-expired</c>.</summary>
internal static class FactsInAnswers
{
    public static void Check(Pack pack, DateOnly today, List<Problem> problems)
    {
        foreach (var topic in pack.Data.Topics)
        {
            if (topic.Answer is not { } answer)
                continue;

            if (answer.IsExpired(today))
                problems.Add(Problem.Warning(answer.Place, "answer-expired", $"The answer of '{topic.Id}' is not told since {answer.ValidUntil:yyyy-MM-dd}", "Check the source and set checkedOn and validUntil anew."));

            foreach (var name in answer.Kk.Names.Concat(answer.Ru.Names).Concat(answer.En.Names).Distinct(StringComparer.Ordinal))
            {
                if (!pack.HasFact(name))
                    problems.Add(Problem.Error(answer.Place, "fact-unknown", $"The answer of '{topic.Id}' uses '{name}', which is no fact", $"{NearName.Hint(name, pack.Data.Facts.Select(fact => fact.Id))}Add it under 'facts' or correct the name."));
                else if (FactFormat.Words(pack, name, today, Language.Kk) is null)
                    problems.Add(Problem.Warning(answer.Place, "fact-expired", $"The fact '{name}' is not in force, so '{topic.Id}' goes to a person", "Add the value that holds now."));
            }
        }
    }
}
