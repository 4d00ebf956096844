using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>All rules that a pack must keep before it is published, in one run.</summary>
public static class PackCheck
{
    // Not to be told while a file cannot be read: what is missing may be in it.
    private static readonly string[] _missing =
        ["text-missing", "menu-unknown", "flow-text-missing", "flow-topic-unknown", "flow-unknown", "slot-unknown", "fact-unknown", "fact-expired", "fact-unused", "text-unused"];

    /// <param name="register">With which the pack will be used; null when it is not readable.</param>
    /// <param name="textLimit">The tightest channel's limit of a whole message, in UTF-16 units.</param>
    /// <param name="services">Outside services that the settings declare.</param>
    public static IReadOnlyList<Problem> Run(Pack pack, Register? register, DateOnly today, int textLimit, IReadOnlyCollection<string> services)
    {
        var problems = new List<Problem>();
        RequiredTexts.Check(pack, problems);
        MenuEntries.Check(pack, problems);
        DueTimes.Check(pack, problems);
        LabelLength.Check(pack, problems);
        Placeholders.Check(pack, problems);
        FactValues.Check(pack, problems);
        FactsInAnswers.Check(pack, today, problems);
        SharedPhrasings.Check(pack, problems);
        Numbers.Check(pack, problems);
        Links.Check(pack, problems);
        Unused.Check(pack, problems);
        FlowSteps.Check(pack, problems);
        FlowSlots.Check(pack, problems);
        FlowWays.Check(pack, problems);
        ServiceCalls.Check(pack, services, problems);
        if (register is not null)
        {
            TopicOwners.Check(pack, register, problems);
            SignedLength.Check(pack, register, textLimit, problems);
        }

        return pack.Data.IsWhole ? problems : [.. problems.Where(problem => !_missing.Contains(problem.Code, StringComparer.Ordinal))];
    }
}
