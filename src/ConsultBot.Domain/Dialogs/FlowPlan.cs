using ConsultBot.Domain.Dialogs.Steps;

namespace ConsultBot.Domain.Dialogs;

/// <summary>
/// A flow made ready to run: the flows that it calls are laid in behind its own steps, and every way is an index, so
/// that a running dialog needs one number to know where it stands.
/// </summary>
public sealed class FlowPlan
{
    /// <summary>Steps of a flow with all that it calls.</summary>
    public const int MaxSteps = 1000;

    /// <summary>The way that ends the dialog.</summary>
    public const int Over = -1;

    private readonly List<PlannedStep> _steps = [];

    private FlowPlan(Flow flow) => Flow = flow;

    public Flow Flow { get; }

    public IReadOnlyList<PlannedStep> Steps => _steps;

    /// <summary>The calls went too deep, in a circle or over the limit: some lead nowhere.</summary>
    public CallStep? Endless { get; private set; }

    public static FlowPlan Make(Flow flow, IReadOnlyDictionary<string, Flow> flows)
    {
        var plan = new FlowPlan(flow);
        plan.Lay(flow, flows, Over, "", [flow.Id]);
        return plan;
    }

    /// <summary>Index of the step of that name; <see cref="Over"/> when there is none.</summary>
    public int IndexOf(string name) => _steps.FindIndex(step => step.Name == name);

    private void Lay(Flow flow, IReadOnlyDictionary<string, Flow> flows, int back, string prefix, List<string> calling)
    {
        var first = _steps.Count;
        for (var i = 0; i < flow.Steps.Count; i++)
            _steps.Add(Planned(flow, flow.Steps[i], first, i + 1 < flow.Steps.Count ? first + i + 1 : back, back, prefix));

        for (var i = 0; i < flow.Steps.Count; i++)
        {
            if (flow.Steps[i] is not CallStep call || !flows.TryGetValue(call.Flow, out var called) || called.Steps.Count == 0)
                continue;

            if (calling.Contains(called.Id) || _steps.Count + called.Steps.Count > MaxSteps)
            {
                Endless ??= call;
                continue;
            }

            var caller = _steps[first + i];
            _steps[first + i] = caller with { Next = _steps.Count };
            calling.Add(called.Id);
            Lay(called, flows, caller.Next, FormattableString.Invariant($"{prefix}{call.Id ?? call.Flow}/"), calling);
            calling.Remove(called.Id);
        }
    }

    private static PlannedStep Planned(Flow flow, Step step, int first, int next, int back, string prefix)
    {
        int Target(string? id) => id is null ? next : flow.IndexOf(id) is var at and >= 0 ? first + at : Over;
        var name = step.Id is null ? null : prefix + step.Id;
        return step switch
        {
            GotoStep jump => new PlannedStep(step, name, Target(jump.Target), []),
            AskStep ask => new PlannedStep(step, name, next, [.. ask.Choices.Select(choice => Target(choice.Goto))])
            {
                Late = ask.Timeout?.Goto is { } late ? Target(late) : Over,
            },
            ServiceStep service => new PlannedStep(step, name, next, service.Else is null ? [] : [Target(service.Else)]),
            BranchStep branch => new PlannedStep(step, name, Target(branch.Else), [.. branch.Rows.Select(row => Target(row.Goto))]),
            EndStep => new PlannedStep(step, name, back, []),
            HandOffStep or RateStep => new PlannedStep(step, name, Over, []),
            _ => new PlannedStep(step, name, next, []),
        };
    }
}

/// <param name="Name">The step's id, with the calls that led to it in front; null for a step without one.</param>
/// <param name="Next">Index of the step that follows, or <see cref="FlowPlan.Over"/>.</param>
/// <param name="Targets">Where each choice or row of a table leads, or the failure of a service.</param>
public sealed record PlannedStep(Step Step, string? Name, int Next, IReadOnlyList<int> Targets)
{
    /// <summary>Where the citizen's silence leads; <see cref="FlowPlan.Over"/> when nowhere.</summary>
    public int Late { get; init; } = FlowPlan.Over;
}
