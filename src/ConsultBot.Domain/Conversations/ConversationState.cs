using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>All that a conversation remembers between turns.</summary>
public sealed record ConversationState
{
    public static ConversationState New { get; } = new();

    /// <summary>How many turns there were; also the optimistic lock.</summary>
    public int Turns { get; init; }

    public Owner Owner { get; init; }

    /// <summary>Null until the citizen wrote or chose one.</summary>
    public Language? Language { get; init; }

    /// <summary>Another language seen in whole messages in a row, and how many.</summary>
    public Language? OtherLanguage { get; init; }

    public int OtherLanguageRun { get; init; }

    public bool LanguageOffered { get; init; }

    /// <summary>The greeting in three languages went out.</summary>
    public bool Greeted { get; init; }

    /// <summary>How to use the bot and the privacy notice went out.</summary>
    public bool Introduced { get; init; }

    public bool Simple { get; init; }

    /// <summary>The citizen asked for no messages of our own accord.</summary>
    public bool Stopped { get; init; }

    /// <summary>The channel refuses to reach the citizen (bot blocked, account gone).</summary>
    public bool Unreachable { get; init; }

    public string? Topic { get; init; }

    public string? Region { get; init; }

    /// <summary>The open consultation; null when nothing waits for us.</summary>
    public Consultation? Consultation { get; init; }

    /// <summary>The latest closed consultations, newest first, at most five.</summary>
    public IReadOnlyList<Consultation> Closed { get; init; } = [];

    public DialogState? Dialog { get; init; }

    /// <summary>Slots that outlive a dialog (a step <c>count</c> writes one); cleared by /start.</summary>
    public IReadOnlyDictionary<string, string> Memory { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the last message offered to choose from.</summary>
    public OfferedChoices? Choices { get; init; }

    /// <summary>Misunderstandings in a row.</summary>
    public int Misunderstood { get; init; }

    public bool SimpleOffered { get; init; }

    /// <summary>What the bot asked beside the dialog: a rating, a yes or no.</summary>
    public PendingQuestion? Pending { get; init; }

    /// <summary>The last message's words and buttons, for "repeat".</summary>
    public LastMessage? Last { get; init; }

    /// <summary>The citizen's last words that were a question, kept for the officer.</summary>
    public string? LastQuestion { get; init; }

    /// <summary>Words that were not understood and wait for the next part of the message.</summary>
    public string? Part { get; init; }

    public DateTimeOffset? LastInboundAt { get; init; }

    /// <summary>When the timer of <see cref="TimerKind.Silence"/> is due; null when it does not run.</summary>
    public DateTimeOffset? SilenceDue { get; init; }

    /// <summary>Inputs in the running minute, for the limit per citizen.</summary>
    public FloodWindow? Flood { get; init; }

    /// <summary>A sticker or the like was answered; the next in a row is not.</summary>
    public bool OddMediaAnswered { get; init; }

    /// <summary>In a group: the one notice was given.</summary>
    public bool GroupTold { get; init; }
}

/// <summary>Buttons that can also be chosen by number, by word or by a part of it.</summary>
public sealed record OfferedChoices(IReadOnlyList<Button> Buttons);

public sealed record LastMessage(string Body, MessageKind Kind, IReadOnlyList<Button> Buttons, string? Topic, string? Source);

public sealed record FloodWindow(DateTimeOffset Since, int Count, bool Told);

/// <summary>A question of the bot outside of any dialog.</summary>
/// <param name="Subject">What it is about: a consultation's number, a topic, a language.</param>
public sealed record PendingQuestion(PendingKind Kind, string? Subject);

public enum PendingKind
{
    Helped,
    CallOfficer,
    RateAnswer,
    RateOfficer,
    Complaint,
    DeleteData,

    /// <summary>The check code of another chat's talon.</summary>
    TalonCode,
}
