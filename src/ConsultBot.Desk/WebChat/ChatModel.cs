using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Desk.Shared;

namespace ConsultBot.Desk.WebChat;

/// <summary>What the web chat's page shows.</summary>
/// <param name="Known">The browser has a conversation, so that news can come.</param>
/// <param name="Official">Who answers for the whole desk.</param>
/// <param name="Request">Id of the next form.</param>
/// <param name="Text">Words that were not taken and stay in the field.</param>
/// <param name="Notice">Something to say above the field.</param>
/// <param name="Faults">What is wrong with the form for returning by number.</param>
public sealed record ChatModel(
    WebChatView View, bool Known, AccountableOfficial? Official, string Request, string? Text = null, string? Notice = null,
    IReadOnlyList<Fault>? Faults = null, string? Number = null)
{
    /// <summary>Characters that the field takes.</summary>
    public const int FieldLength = 4000;
}
