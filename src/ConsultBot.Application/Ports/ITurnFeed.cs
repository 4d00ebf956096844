using ConsultBot.Domain.Conversations;

namespace ConsultBot.Application.Ports;

/// <summary>Live news of committed turns, for the desks and the web chats of this process.</summary>
public interface ITurnFeed
{
    /// <summary>False when nobody would get an event published now.</summary>
    bool HasReaders { get; }

    /// <summary>Called once for each committed turn and each settled message, in order.</summary>
    void Publish(FeedEvent e);

    /// <summary>Events from now on. A reader that falls too far behind gets <see cref="FeedEvent.Lagged"/> and should load anew.</summary>
    IAsyncEnumerable<FeedEvent> Subscribe(CancellationToken cancellationToken);
}

/// <param name="Id">The journal's id of the turn; 0 for a change of delivery.</param>
/// <param name="Units">Units whose queue or chats changed.</param>
public sealed record FeedEvent(long Id, long Conversation, CitizenAddress Address, IReadOnlyList<string> Units)
{
    public static FeedEvent Lagged { get; } = new(-1, 0, new CitizenAddress("", "", ""), []);
}
