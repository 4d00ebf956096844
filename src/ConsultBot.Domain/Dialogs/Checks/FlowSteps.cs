using System.Text;
using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>
/// What a flow's steps name exists, and their limits make sense: <c>flow-text-missing</c>, <c>step-unknown</c>,
/// <c>flow-topic-unknown</c>, <c>flow-unknown</c>, <c>choices-count</c>, <c>button-too-long</c>, <c>form-missing</c>,
/// <c>bad-limit</c>, <c>id-twice</c>, <c>value-twice</c>.
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
            Topic(pack, flow.Topic, flow.Place, "Name the topic under which the flow is signed.", problems);
            Ids(flow, problems);
            foreach (var step in flow.Steps)
                Step(pack, flow, step, problems);
        }
    }

    private static void Step(Pack pack, Flow flow, Step step, List<Problem> problems)
    {
        switch (step)
        {
            case AskStep ask:
                Ask(pack, flow, ask, problems);
                break;
            case SayStep say:
                Text(pack, say.Text, say.Place, problems);
                break;
            case GotoStep jump:
                Target(flow, jump.Target, jump.Place, problems);
                break;
            case BranchStep branch:
                foreach (var row in branch.Rows)
                    Target(flow, row.Goto, row.Place, problems);
                if (branch.Else is not null)
                    Target(flow, branch.Else, branch.Place, problems);
                break;
            case CallStep call when pack.Flow(call.Flow) is null:
                var flows = pack.Data.Flows.Select(other => other.Id);
                problems.Add(Problem.Error(call.Place, "flow-unknown", $"There is no flow '{call.Flow}'", $"{NearName.Hint(call.Flow, flows)}Name a flow of the pack."));
                break;
            case ServiceStep service:
                Text(pack, service.Fallback, service.Place, problems);
                Text(pack, service.Text ?? "", service.Place, problems);
                Target(flow, service.Else ?? "", service.Place, problems);
                break;
            case AnswerStep { Topic.Names.Count: 0 } answer:
                Topic(pack, answer.Topic.Source, answer.Place, "Name the topic whose answer is told.", problems);
                break;
            case HandOffStep handOff:
                if (handOff.Topic is { Names.Count: 0 })
                    Topic(pack, handOff.Topic.Source, handOff.Place, "Name the topic of the question.", problems);
                if (handOff.Note is not null)
                    Text(pack, handOff.Note, handOff.Place, problems);
                break;
        }
    }

    private static void Ask(Pack pack, Flow flow, AskStep ask, List<Problem> problems)
    {
        Text(pack, ask.Text, ask.Place, problems);
        foreach (var retry in ask.Retry.Values)
            Text(pack, retry, ask.Place, problems);

        foreach (var (at, choice) in ask.Choices.Index())
        {
            Text(pack, choice.Label, choice.Place, problems);
            if (choice.Goto is not null)
                Target(flow, choice.Goto, choice.Place, problems);
            if (ask.Choices.Take(at).Any(other => other.Value == choice.Value))
                problems.Add(Problem.Error(choice.Place, "value-twice", $"'{choice.Value}' is there twice", "Give each choice its own value."));
            if (choice.Value is "+" or "-" || choice.Value.Contains(',', StringComparison.Ordinal))
                problems.Add(Problem.Error(choice.Place, "bad-value", $"'{choice.Value}' is no value of a choice", "Write Latin letters, digits and hyphens."));
        }

        if (ask.Kind is AskKind.Choice or AskKind.Choices)
        {
            if (ask.Choices.Count is 0 or > MaxChoices)
                problems.Add(Problem.Error(ask.Place, "choices-count", $"'{ask.Slot}' has {ask.Choices.Count} choices", $"Offer 1 to {MaxChoices}: 'back' and 'person' come to them."));
        }
        else if (ask.Choices.Count > 0)
        {
            problems.Add(Problem.Error(ask.Place, "choices-unused", $"'{ask.Slot}' has choices and does not ask for one", "Write 'kind: choice' or 'kind: choices'."));
        }

        if (ask.Kind == AskKind.Form && ask.Form is null)
            problems.Add(Problem.Error(ask.Place, "form-missing", $"'{ask.Slot}' asks for a form and has none", "Add 'form: \"b:{b}\"'."));

        Target(flow, ask.Timeout?.Goto ?? "", ask.Place, problems);
        StepLimits.Check(ask, problems);
        Button(pack, flow, ask, problems);
    }

    private static void Button(Pack pack, Flow flow, AskStep ask, List<Problem> problems)
    {
        var longest = ask.Kind == AskKind.Topic
            ? pack.Data.Menu.Select(id => id.Length).DefaultIfEmpty(0).Max()
            : ask.Choices.Select(choice => Encoding.UTF8.GetByteCount(choice.Value)).DefaultIfEmpty(0).Max();

        // A flow that calls this one puts its own, maybe longer, name on the button.
        var name = pack.Data.Flows.Where(other => other.Id == flow.Id || pack.Plan(other.Id)!.Steps.Any(planned => ReferenceEquals(planned.Step, ask))).Max(other => other.Id.Length);
        if (name + ask.Slot.Length + longest > MaxButtonBytes)
            problems.Add(Problem.Error(ask.Place, "button-too-long", $"A button of '{ask.Slot}' carries more than {MaxButtonBytes} bytes: flow, slot and value together", "Shorten the flow's id, the slot or the value."));
    }

    private static void Ids(Flow flow, List<Problem> problems)
    {
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var step in flow.Steps.Where(step => step.Id is not null))
        {
            if (!seen.TryAdd(step.Id!, step.Place))
                problems.Add(Problem.Error(step.Place, "id-twice", $"Two steps of '{flow.Id}' are called '{step.Id}', the first in line {seen[step.Id!].Line}", "Give one of them its own 'id'."));
        }
    }

    private static void Text(Pack pack, string id, Place place, List<Problem> problems)
    {
        if (id.Length > 0 && !pack.HasText(id))
            problems.Add(Problem.Error(place, "flow-text-missing", $"There is no text '{id}'", $"{NearName.Hint(id, pack.Data.Texts.Select(text => text.Id))}Add it under 'texts' in kk, ru and en."));
    }

    private static void Topic(Pack pack, string? id, Place place, string remedy, List<Problem> problems)
    {
        if (id is not null && pack.Topic(id) is null)
            problems.Add(Problem.Error(place, "flow-topic-unknown", $"'{id}' is no topic of the pack", $"{NearName.Hint(id, pack.Data.Topics.Select(topic => topic.Id))}{remedy}"));
    }

    private static void Target(Flow flow, string id, Place place, List<Problem> problems)
    {
        if (id.Length > 0 && flow.IndexOf(id) < 0)
        {
            var ids = flow.Steps.Select(step => step.Id).OfType<string>();
            problems.Add(Problem.Error(place, "step-unknown", $"There is no step '{id}'", $"{NearName.Hint(id, ids)}Known steps: {string.Join(", ", ids)}."));
        }
    }
}
