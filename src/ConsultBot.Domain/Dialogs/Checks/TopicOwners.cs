using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>A rule of the register names the topic or its group: <c>topic-unowned</c>. Else only the rule for everything does.</summary>
internal static class TopicOwners
{
    public static void Check(Pack pack, Register register, List<Problem> problems)
    {
        var named = register.Data.Rules.Select(rule => rule.Topic).ToHashSet(StringComparer.Ordinal);
        foreach (var topic in pack.Data.Topics.Where(topic => topic.Group.Length > 0))
        {
            if (!named.Contains(topic.Id) && !ResponsibilityRule.Groups(topic.Group).Any(name => named.Contains(ResponsibilityRule.GroupPrefix + name)))
                problems.Add(Problem.Warning(topic.Place, "topic-unowned", $"No rule of the register names '{topic.Id}' or its group '{topic.Group}': it is signed by whoever answers for everything else", $"Add a rule for 'group:{topic.Group}' to the register's rules, or name a group that has one."));
        }
    }
}
