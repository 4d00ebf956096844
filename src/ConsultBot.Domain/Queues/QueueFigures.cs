namespace ConsultBot.Domain.Queues;

/// <summary>What a turn may know of the queue: figures, never a list.</summary>
/// <param name="Place">This citizen's place, from 1: the present one when waiting, else the one he would get.</param>
/// <param name="OfficersOnline">Officers who can take a chat now.</param>
/// <param name="RecentWaits">The latest waits from queued to claimed, newest first, at most 20.</param>
public sealed record QueueFigures(int Place, int OfficersOnline, IReadOnlyList<TimeSpan> RecentWaits)
{
    public static QueueFigures Empty { get; } = new(1, 0, []);
}
