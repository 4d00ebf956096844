using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>
/// A pack alone calls nobody: the services that its steps name are declared in the desk's settings: <c>service-unknown</c>,
/// <c>service-values</c>.
/// </summary>
internal static class ServiceCalls
{
    public static void Check(Pack pack, IReadOnlyCollection<string> services, List<Problem> problems)
    {
        foreach (var step in pack.Data.Flows.SelectMany(flow => flow.Steps).OfType<ServiceStep>())
        {
            if (!services.Contains(step.Service, StringComparer.Ordinal))
            {
                var known = services.Count == 0 ? "None is declared" : $"Declared: {string.Join(", ", services.Order(StringComparer.Ordinal))}";
                problems.Add(Problem.Error(step.Place, "service-unknown", $"No setting declares the service '{step.Service}'", $"{NearName.Hint(step.Service, services)}{known}; whoever runs the desk adds Services:{step.Service}:Url."));
            }

            if (step.Send.Count > ServiceStep.MaxValues || step.Keep.Count > ServiceStep.MaxValues)
                problems.Add(Problem.Error(step.Place, "service-values", $"'{step.Service}' is sent {step.Send.Count} values and {step.Keep.Count} are kept", $"Send and keep at most {ServiceStep.MaxValues}."));
        }
    }
}
