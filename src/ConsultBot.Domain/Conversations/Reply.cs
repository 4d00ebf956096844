using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>What the bot says in a turn: one message, however many rules had something to say.</summary>
internal sealed class Reply
{
    public List<string> Paragraphs { get; } = [];

    /// <summary>What the buttons answer; stands last, whatever else is said.</summary>
    public string? Question { get; set; }

    public List<Button> Buttons { get; } = [];

    public MessageKind Kind { get; set; } = MessageKind.Notice;

    /// <summary>Under which topic it is signed; null = the desk as a whole.</summary>
    public string? Topic { get; set; }

    public string? Source { get; set; }

    /// <summary>Number of a consultation that this reply closed.</summary>
    public string? Consultation { get; set; }

    /// <summary>A prompt or a queue notice: the short signature.</summary>
    public bool Short { get; set; }

    public bool Urgent { get; set; }

    /// <summary>The citizen asked for a code by which the message can be checked.</summary>
    public bool WithCode { get; set; }

    public void Say(string paragraph) => Paragraphs.Add(paragraph);

    public void SayFirst(string paragraph) => Paragraphs.Insert(0, paragraph);

    public void Offer(params IEnumerable<Button> buttons)
    {
        Buttons.Clear();
        Buttons.AddRange(buttons);
    }
}
