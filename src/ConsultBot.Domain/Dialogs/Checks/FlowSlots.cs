using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>
/// Texts, conditions and hand-offs of a flow name slots that somebody fills, and values that a choice has:
/// <c>slot-unknown</c>, <c>value-unknown</c>.
/// </summary>
internal static class FlowSlots
{
    // What the desk itself fills in a text for an input that does not fit.
    private static readonly string[] _limits = ["min", "max", "from", "to"];

    public static void Check(Pack pack, List<Problem> problems)
    {
        var counted = pack.Data.Flows.SelectMany(flow => flow.Steps).OfType<CountStep>().Select(count => count.Slot).ToHashSet(StringComparer.Ordinal);
        foreach (var flow in pack.Data.Flows)
        {
            var plans = pack.Data.Flows.Select(other => pack.Plan(other.Id)!).Where(plan => plan.Steps.Any(step => flow.Steps.Count > 0 && ReferenceEquals(step.Step, flow.Steps[0]))).ToList();
            var known = plans.SelectMany(plan => Filled(plan)).ToHashSet(StringComparer.Ordinal);
            var asks = plans.SelectMany(plan => plan.Steps).Select(planned => planned.Step).OfType<AskStep>().ToLookup(ask => ask.Slot, StringComparer.Ordinal);
            foreach (var step in flow.Steps)
            {
                foreach (var (text, isRetry) in Texts(step))
                    Names(pack, step.Place, pack.HasText(text) ? pack.Template(text, Messages.Language.Kk).Names : [], known, counted, isRetry, problems);
                foreach (var template in Templates(step))
                    Names(pack, step.Place, template.Names, known, counted, false, problems);
                if (step is BranchStep branch)
                    Conditions(branch, known, asks, problems);
            }
        }
    }

    private static IEnumerable<string> Filled(FlowPlan plan)
    {
        foreach (var planned in plan.Steps)
        {
            if (planned.Step is AskStep ask)
                yield return ask.Slot;
            else if (planned.Step is SetStep set)
                yield return set.Slot;

            foreach (var slot in planned.Step is ServiceStep service ? service.Keep.Keys : [])
                yield return slot;
        }

        if (plan.Flow.Start is { } start)
            yield return start.Slot;
    }

    private static IEnumerable<(string Text, bool IsRetry)> Texts(Step step) => step switch
    {
        AskStep ask => ask.Retry.Values.Select(text => (text, true)).Prepend((ask.Text, false)),
        SayStep say => [(say.Text, false)],
        HandOffStep { Note: { } note } => [(note, false)],
        ServiceStep service => new[] { service.Text, service.Fallback }.OfType<string>().Select(text => (text, false)),
        _ => [],
    };

    private static IEnumerable<TextTemplate> Templates(Step step) => step switch
    {
        SetStep set => [set.Value],
        AnswerStep answer => [answer.Topic],
        ServiceStep service => service.Send.Values,
        HandOffStep handOff => new[] { handOff.Topic, handOff.Region, handOff.Question }.OfType<TextTemplate>(),
        _ => [],
    };

    private static void Names(
        Pack pack, Place place, IEnumerable<string> names, HashSet<string> known, HashSet<string> counted, bool isRetry, List<Problem> problems)
    {
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (!known.Contains(name) && !counted.Contains(name) && !pack.HasFact(name) && !(isRetry && _limits.Contains(name)))
                Unknown(place, name, known, problems);
        }
    }

    private static void Conditions(BranchStep branch, HashSet<string> known, ILookup<string, AskStep> asks, List<Problem> problems)
    {
        foreach (var row in branch.Rows)
        {
            foreach (var comparison in row.If?.Comparisons ?? [])
            {
                if (!known.Contains(comparison.Slot))
                {
                    Unknown(row.Place, comparison.Slot, known, problems);
                    continue;
                }

                var values = asks[comparison.Slot].Where(ask => ask.Kind is AskKind.Choice or AskKind.Choices).SelectMany(ask => ask.Choices).Select(choice => choice.Value).ToList();
                if (values.Count == 0)
                    continue;

                foreach (var wrong in comparison.Values.Except(values, StringComparer.Ordinal))
                    problems.Add(Problem.Error(row.Place, "value-unknown", $"'{comparison.Slot}' is never '{wrong}'", $"{NearName.Hint(wrong, values)}Its choices: {string.Join(", ", values)}."));
            }
        }
    }

    private static void Unknown(Place place, string name, HashSet<string> known, List<Problem> problems) =>
        problems.Add(Problem.Error(place, "slot-unknown", $"'{name}' is no slot of this flow and no fact", $"{NearName.Hint(name, known)}Ask for it, set it, or correct the name."));
}
