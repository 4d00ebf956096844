using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>A rule of the register names the topic or its group: <c>topic-unowned</c>. Else only the rule for everything does.</summary>
internal static class TopicOwners
{
    public static void Check(Pack pack, Register register, List<Problem> problems)
    {
        var topics = register.Data.Rules.Where(rule => rule.Group is null).Select(rule => rule.Topic).ToHashSet(StringComparer.Ordinal);
        var groups = register.Data.Rules.Select(rule => rule.Group).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var topic in pack.Data.Topics.Where(topic => topic.Group.Length > 0))
        {
            if (!topics.Contains(topic.Id) && !ResponsibilityRule.GroupsFrom(topic.Group).Any(groups.Contains))
                problems.Add(Problem.Warning(topic.Place, "topic-unowned", $"No rule of the register names '{topic.Id}' or its group '{topic.Group}': it is signed by whoever answers for everything else", $"Add a rule for 'group:{topic.Group}' to the register's rules, or name a group that has one."));
        }
    }
}
