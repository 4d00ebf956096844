using System.Text;
using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>
/// A flow's steps exist, can be reached and do not go round without asking: <c>step-unknown</c>, <c>step-unreachable</c>,
/// <c>loop-without-input</c>, <c>flow-text-missing</c>, <c>flow-topic-unknown</c>, <c>choices-count</c>,
/// <c>button-too-long</c>.
/// </summary>
internal static class FlowSteps
{
    private const int MaxChoices = 5;

    // Telegram's limit of what a button carries, less the mark of its kind and two colons.
    private const int MaxButtonBytes = 64 - 4;

    public static void Check(Pack pack, List<Problem> problems)
    {
        foreach (var flow in pack.Data.Flows)
        {
            if (flow.Topic is not null && pack.Topic(flow.Topic) is null)
                problems.Add(Problem.Error(flow.Place, "flow-topic-unknown", $"'{flow.Topic}' is no topic of the pack", "Name the topic under which the flow is signed."));

            foreach (var step in flow.Steps)
            {
                Step(pack, flow, step, problems);
                if (step is AskStep ask)
                    Button(pack, flow, ask, problems);
            }

            Reach(flow, problems);
        }
    }

    private static void Step(Pack pack, Flow flow, Step step, List<Problem> problems)
    {
        switch (step)
        {
            case AskStep ask:
                Text(pack, ask.Text, ask.Place, problems);
                Text(pack, ask.Retry, ask.Place, problems);
                foreach (var choice in ask.Choices)
                {
                    Text(pack, choice.Label, choice.Place, problems);
                    if (choice.Goto is not null)
                        Target(flow, choice.Goto, choice.Place, problems);
                }

                if (ask.Kind == AskKind.Choice && ask.Choices.Count is 0 or > MaxChoices)
                    problems.Add(Problem.Error(ask.Place, "choices-count", $"'{ask.Slot}' has {ask.Choices.Count} choices", $"Offer 1 to {MaxChoices}: 'back' and 'person' come to them."));
                if (ask.Kind == AskKind.Form && ask.Form is null)
                    problems.Add(Problem.Error(ask.Place, "form-missing", $"'{ask.Slot}' asks for a form and has none", "Add 'form: \"b:{b}\"'."));
                break;
            case SayStep say:
                Text(pack, say.Text, say.Place, problems);
                break;
            case GotoStep jump:
                Target(flow, jump.Target, jump.Place, problems);
                break;
        }
    }

    private static void Button(Pack pack, Flow flow, AskStep ask, List<Problem> problems)
    {
        var longest = ask.Kind == AskKind.Topic
            ? pack.Data.Menu.Select(id => id.Length).DefaultIfEmpty(0).Max()
            : ask.Choices.Select(choice => Encoding.UTF8.GetByteCount(choice.Value)).DefaultIfEmpty(0).Max();
        if (flow.Id.Length + ask.Slot.Length + longest > MaxButtonBytes)
            problems.Add(Problem.Error(ask.Place, "button-too-long", $"A button of '{ask.Slot}' carries more than {MaxButtonBytes} bytes: flow, slot and value together", "Shorten the flow's id, the slot or the value."));
    }

    private static void Text(Pack pack, string id, Place place, List<Problem> problems)
    {
        if (id.Length > 0 && !pack.HasText(id))
            problems.Add(Problem.Error(place, "flow-text-missing", $"There is no text '{id}'", $"{NearName.Hint(id, pack.Data.Texts.Select(text => text.Id))}Add it under 'texts' in kk, ru and en."));
    }

    private static void Target(Flow flow, string id, Place place, List<Problem> problems)
    {
        if (flow.IndexOf(id) < 0)
            problems.Add(Problem.Error(place, "step-unknown", $"There is no step '{id}'", $"{NearName.Hint(id, Ids(flow))}Known steps: {string.Join(", ", Ids(flow))}."));
    }

    private static IEnumerable<string> Ids(Flow flow) => flow.Steps.Select(step => step.Id).OfType<string>();

    private static void Reach(Flow flow, List<Problem> problems)
    {
        var reached = new HashSet<int>();
        var open = new Stack<int>([0]);
        while (open.TryPop(out var step))
        {
            if (step < 0 || step >= flow.Steps.Count || !reached.Add(step))
                continue;

            foreach (var next in Next(flow, step))
                open.Push(next);
        }

        for (var step = 0; step < flow.Steps.Count; step++)
        {
            // An 'end' after a hand-off closes the block for the reader.
            if (!reached.Contains(step) && flow.Steps[step] is not EndStep)
                problems.Add(Problem.Error(flow.Steps[step].Place, "step-unreachable", $"No way leads to this step of '{flow.Id}'", "Lead a choice or a goto to it, or delete it."));
            if (Circles(flow, step))
                problems.Add(Problem.Error(flow.Steps[step].Place, "loop-without-input", $"'{flow.Id}' goes round here without asking anything", "Ask something on the way round."));
        }
    }

    private static IEnumerable<int> Next(Flow flow, int step) => flow.Steps[step] switch
    {
        GotoStep jump => [flow.IndexOf(jump.Target)],
        EndStep or HandOffStep => [],
        AskStep ask => ask.Choices.Where(choice => choice.Goto is not null).Select(choice => flow.IndexOf(choice.Goto!)).Append(step + 1),
        _ => [step + 1],
    };

    private static bool Circles(Flow flow, int start)
    {
        if (flow.Steps[start] is not GotoStep)
            return false;

        var step = start;
        for (var steps = 0; steps <= flow.Steps.Count; steps++)
        {
            if (step < 0 || step >= flow.Steps.Count || flow.Steps[step] is AskStep or EndStep or HandOffStep)
                return false;

            step = flow.Steps[step] is GotoStep jump ? flow.IndexOf(jump.Target) : step + 1;
        }

        return true;
    }
}
