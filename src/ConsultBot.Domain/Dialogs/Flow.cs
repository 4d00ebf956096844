using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs;

/// <summary>A dialog of several steps.</summary>
/// <param name="Topic">The topic under which it is signed.</param>
/// <param name="Start">A form such as <c>a:{a}</c> that starts the flow from anywhere and fills slots; null = only by phrasing or menu.</param>
public sealed record Flow(
    string Id, string? Topic, LocalText Title, LocalText Label, Phrasings Phrasings, InputForm? Start,
    IReadOnlyList<Step> Steps, Place Place)
{
    /// <summary>Index of the step with that id; -1 when there is none.</summary>
    public int IndexOf(string id)
    {
        for (var i = 0; i < Steps.Count; i++)
        {
            if (Steps[i].Id == id)
                return i;
        }

        return -1;
    }
}
