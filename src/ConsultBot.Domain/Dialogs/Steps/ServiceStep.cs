using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Steps;

/// <summary>
/// <c>service: NAME</c>: asks an outside service that the desk's settings declare under that name. It ends the turn; the
/// answer, or its failure, is an event of its own.
/// </summary>
/// <param name="Id">Its own when the service is asked at several places, else the service's name.</param>
/// <param name="Send">What is sent, by name; <c>{slot}</c> is a slot's value.</param>
/// <param name="Keep">Slots that are filled, each with the name of the answer's field.</param>
/// <param name="Text">Text id of what the citizen reads while the service is asked; null = the desk's own words.</param>
/// <param name="Fallback">Text id of what is said when the service fails.</param>
/// <param name="Else">Step to go to when it fails; null = the dialog ends and a person is offered.</param>
public sealed record ServiceStep(
    string? Id, string Service, IReadOnlyDictionary<string, TextTemplate> Send, IReadOnlyDictionary<string, string> Keep,
    string? Text, string Fallback, string? Else, Place Place) : Step(Id ?? Service, Place)
{
    /// <summary>Values sent, and fields kept, at most.</summary>
    public const int MaxValues = 20;
}
