using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>
/// Every step can be reached, nothing goes round without asking, and no answer falls into silence:
/// <c>step-unreachable</c>, <c>loop-without-input</c>, <c>dead-end</c>, <c>call-endless</c>.
/// </summary>
internal static class FlowWays
{
    public static void Check(Pack pack, List<Problem> problems)
    {
        var called = pack.Data.Flows.SelectMany(flow => flow.Steps).OfType<CallStep>().Select(call => call.Flow).ToHashSet(StringComparer.Ordinal);
        var silent = new HashSet<Place>();
        foreach (var flow in pack.Data.Flows)
        {
            var plan = pack.Plan(flow.Id)!;
            if (plan.Endless is { } call)
            {
                problems.Add(Problem.Error(call.Place, "call-endless", $"'{flow.Id}' calls itself, or calls more than {FlowPlan.MaxSteps} steps", "Let no flow lead back to itself by 'call'; use goto."));
                continue;
            }

            Reach(flow, plan, problems);
            Loops(flow, plan, problems);

            // A flow that is only called may end without a word: its caller goes on. A way to nowhere was told already.
            if (flow.Steps.Count > 0 && flow.Steps.All(step => Targets(step).All(id => flow.IndexOf(id) >= 0)) && (!called.Contains(flow.Id) || flow.Phrasings.All.Any() || pack.Data.Menu.Contains(flow.Id, StringComparer.Ordinal)))
                DeadEnds(flow, plan, silent, problems);
        }
    }

    private static void Reach(Flow flow, FlowPlan plan, List<Problem> problems)
    {
        var reached = new HashSet<int>();
        var open = new Stack<int>([0]);
        while (open.TryPop(out var step))
        {
            if (step < 0 || step >= plan.Steps.Count || !reached.Add(step))
                continue;

            foreach (var next in Ways(plan.Steps[step]))
                open.Push(next);
        }

        for (var step = 0; step < flow.Steps.Count; step++)
        {
            // An 'end' after a hand-off closes the block for the reader.
            if (!reached.Contains(step) && flow.Steps[step] is not EndStep)
                problems.Add(Problem.Error(flow.Steps[step].Place, "step-unreachable", $"No way leads to this step of '{flow.Id}'", "Lead a choice or a goto to it, or delete it."));
        }
    }

    private static void Loops(Flow flow, FlowPlan plan, List<Problem> problems)
    {
        // 1: on the way that is walked, 2: done.
        var marks = new int[plan.Steps.Count];
        var told = new HashSet<Place>();

        void Walk(int step)
        {
            marks[step] = 1;
            foreach (var next in Silent(plan.Steps[step]))
            {
                if (marks[next] == 0)
                    Walk(next);
                else if (marks[next] == 1 && told.Add(plan.Steps[step].Step.Place))
                    problems.Add(Problem.Error(plan.Steps[step].Step.Place, "loop-without-input", $"'{flow.Id}' goes round here without asking anything", "Ask something on the way round."));
            }

            marks[step] = 2;
        }

        for (var step = 0; step < flow.Steps.Count; step++)
        {
            if (marks[step] == 0)
                Walk(step);
        }
    }

    private static void DeadEnds(Flow flow, FlowPlan plan, HashSet<Place> silent, List<Problem> problems)
    {
        if (EndsSilently(plan, [0]))
            problems.Add(Problem.Error(flow.Place, "dead-end", $"'{flow.Id}' can end without a word", "Say something, tell an answer or hand off before the end."));

        foreach (var planned in plan.Steps)
        {
            // What a service says goes on in a turn of its own; its failure has words.
            var (name, ways) = planned.Step switch
            {
                AskStep ask => (ask.Slot, Ways(planned)),
                ServiceStep service => (service.Service, [planned.Next]),
                _ => ("", []),
            };
            if (EndsSilently(plan, ways) && silent.Add(planned.Step.Place))
                problems.Add(Problem.Error(planned.Step.Place, "dead-end", $"After '{name}' the flow can end without a word", "Say something, tell an answer or hand off before the end."));
        }
    }

    private static bool EndsSilently(FlowPlan plan, IEnumerable<int> from)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>(from);
        while (open.TryPop(out var step))
        {
            if (step == FlowPlan.Over)
                return true;

            if (!seen.Add(step) || plan.Steps[step].Step is AskStep or SayStep or AnswerStep or HandOffStep or RateStep or ServiceStep)
                continue;

            foreach (var next in Ways(plan.Steps[step]))
                open.Push(next);
        }

        return false;
    }

    private static IEnumerable<string> Targets(Step step) => step switch
    {
        GotoStep jump => [jump.Target],
        AskStep ask => ask.Choices.Select(choice => choice.Goto).Append(ask.Timeout?.Goto).OfType<string>(),
        ServiceStep { Else: { } failed } => [failed],
        BranchStep branch => branch.Rows.Select(row => row.Goto).Append(branch.Else).OfType<string>(),
        _ => [],
    };

    private static IEnumerable<int> Ways(PlannedStep planned) =>
        planned.Step is AskStep { Timeout.Goto: not null } ? planned.Targets.Append(planned.Next).Append(planned.Late) : planned.Targets.Append(planned.Next);

    private static IEnumerable<int> Silent(PlannedStep planned) =>
        planned.Step is AskStep or HandOffStep or RateStep ? [] : Ways(planned).Where(next => next != FlowPlan.Over);
}
