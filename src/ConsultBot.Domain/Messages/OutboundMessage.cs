using System.Globalization;
using System.Text.Json.Serialization;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Messages;

/// <summary>
/// What a citizen receives. It cannot be made without a <see cref="Registers.Signature"/>, and the signature is
/// part of <see cref="Text"/>: a channel sends that text and nothing else.
/// </summary>
public sealed class OutboundMessage
{
    [JsonConstructor]
    public OutboundMessage(
        MessageKind kind,
        Language language,
        string body,
        Signature signature,
        IReadOnlyList<Button> buttons,
        string? consultation = null,
        string? topic = null,
        string? source = null,
        bool urgent = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(body);
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(buttons);
        Kind = kind;
        Language = language;
        Body = body;
        Signature = signature;
        Buttons = buttons;
        Consultation = consultation;
        Topic = topic;
        Source = source;
        Urgent = urgent;
    }

    public MessageKind Kind { get; }

    public Language Language { get; }

    /// <summary>The words without the signature; for search and for the desk, never for sending.</summary>
    public string Body { get; }

    public Signature Signature { get; }

    public IReadOnlyList<Button> Buttons { get; }

    /// <summary>Number of the consultation that the message belongs to, when there is one.</summary>
    public string? Consultation { get; }

    public string? Topic { get; }

    public string? Source { get; }

    /// <summary>Goes before everything else that waits.</summary>
    public bool Urgent { get; }

    /// <summary>The whole text as sent: body, empty line, signature.</summary>
    [JsonIgnore]
    public string Text => $"{Body}\n\n{Signature.Text}";

    /// <summary>The whole text for a channel that shows no buttons here: the choices stand as numbered lines before the signature.</summary>
    [JsonIgnore]
    public string TextWithChoices => Buttons.Count == 0 ? Text : $"{Body}\n{Numbered(Buttons)}\n\n{Signature.Text}";

    /// <summary>Choices as lines, as a citizen may type them: <c>1 — Yes</c>.</summary>
    public static string Numbered(IReadOnlyList<Button> buttons) =>
        string.Join('\n', buttons.Select((button, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1} — {button.Label}")));
}
