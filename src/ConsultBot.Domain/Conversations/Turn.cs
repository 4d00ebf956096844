using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>All that one event causes. It is committed wholly or not at all.</summary>
public sealed record Turn
{
    public required ConversationState State { get; init; }

    public IReadOnlyList<OutboundMessage> Messages { get; init; } = [];

    public IReadOnlyList<ChannelAct> Acts { get; init; } = [];

    /// <summary>Consultations opened or changed; the queue is made of them.</summary>
    public IReadOnlyList<Consultation> Consultations { get; init; } = [];

    public IReadOnlyList<TimerChange> Timers { get; init; } = [];

    /// <summary>Questions that the pack did not answer, or not well.</summary>
    public IReadOnlyList<UnansweredQuestion> Questions { get; init; } = [];

    /// <summary>What the journal notes beside the event and the messages.</summary>
    public IReadOnlyList<JournalMark> Marks { get; init; } = [];

    /// <summary>Hashes of the codes that messages of this turn carry.</summary>
    public IReadOnlyList<MessageCodeHash> Codes { get; init; } = [];

    /// <summary>Why a request of the desk was not done; null when it was.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The reserved consultation number was taken.</summary>
    public bool NumberUsed { get; init; }

    /// <summary>The citizen's words and key are to be destroyed in this commit.</summary>
    public bool Erase { get; init; }
}

/// <param name="Code">Text id of the desk, such as <c>claim.lost</c>.</param>
/// <param name="Person">Whom it names: the person who was first.</param>
public sealed record Refusal(string Code, string? Person = null);
