using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>A label fits every channel's button: <c>label-too-long</c>.</summary>
internal static class LabelLength
{
    public const int Max = 20;

    public static void Check(Pack pack, List<Problem> problems)
    {
        foreach (var topic in pack.Data.Topics)
            Fits(topic.Id, topic.Label, topic.Place, problems);
        foreach (var flow in pack.Data.Flows)
            Fits(flow.Id, flow.Label, flow.Place, problems);
        var chosen = pack.Data.Flows.SelectMany(flow => flow.Steps).OfType<AskStep>().SelectMany(ask => ask.Choices).Select(choice => choice.Label).ToHashSet(StringComparer.Ordinal);
        foreach (var text in pack.Data.Texts.Where(text => text.Id.StartsWith("button.", StringComparison.Ordinal) || chosen.Contains(text.Id)))
            Label(text.Id, new LocalText(text.Kk.Source, text.Ru.Source, text.En.Source), text.Place, "Shorten the text.", problems);
    }

    private static void Fits(string id, LocalText label, Place place, List<Problem> problems)
    {
        Label(id, label, place, "Add or shorten 'label'; without it the title stands on the button.", problems);
        if (id.Length > 0 && !Topic.IsId(id))
            problems.Add(Problem.Error(place, "bad-id", $"'{id}' is no id", $"Write Latin letters, digits and hyphens, at most {Topic.MaxIdLength}."));
    }

    private static void Label(string id, LocalText label, Place place, string remedy, List<Problem> problems)
    {
        foreach (var language in Languages.All.Where(language => label.In(language).Length > Max))
        {
            problems.Add(Problem.Error(place, "label-too-long",
                $"The label of '{id}' has {label.In(language).Length} characters in {language.Code()}, the limit is {Max}", remedy));
        }
    }
}
