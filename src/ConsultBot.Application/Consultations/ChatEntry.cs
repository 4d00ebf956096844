namespace ConsultBot.Application.Consultations;

/// <summary>One line of a transcript.</summary>
/// <param name="Id">Unique in its conversation and lasting.</param>
/// <param name="Text">The words; for an event its name, such as <c>claimed</c>.</param>
/// <param name="Language">Language code of the words; null for the citizen's own.</param>
/// <param name="Author">Name of the person who wrote or did it.</param>
/// <param name="HasFile">The citizen sent a file that lies at an address; a messenger's own id leads to none.</param>
public sealed record ChatEntry(
    string Id, long Sequence, DateTimeOffset At, EntryKind Kind, string Text, string? Signature, string? Language, string? Author,
    DeliveryMark? Delivery, IReadOnlyList<ChatButton> Buttons, bool HasFile = false);

public sealed record ChatButton(string Value, string Label);

/// <param name="Reason">A word of <see cref="Ports.DeliveryReasons"/> with a code behind it, or words of our own.</param>
/// <param name="Asking">It is not known whether it arrived, and the messenger is being asked.</param>
public sealed record DeliveryMark(Ports.OutboxState State, string? Reason, bool Asking);

public enum EntryKind
{
    Citizen,
    Bot,
    Officer,

    /// <summary>Something that happened: a claim, a return to the queue, an end.</summary>
    Event,

    /// <summary>The words were destroyed at the citizen's wish.</summary>
    Erased,
}
