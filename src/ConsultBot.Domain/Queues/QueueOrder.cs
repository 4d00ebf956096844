using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Dialogs;

namespace ConsultBot.Domain.Queues;

/// <summary>The order in which people wait: urgent, then by priority, by due time, by the first question's time.</summary>
public sealed class QueueOrder : IComparer<Consultation>
{
    private QueueOrder()
    {
    }

    public static QueueOrder Instance { get; } = new();

    public int Compare(Consultation? x, Consultation? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var order = y.Urgent.CompareTo(x.Urgent);
        order = order != 0 ? order : Rank(x.Priority).CompareTo(Rank(y.Priority));
        order = order != 0 ? order : (x.Due ?? DateTimeOffset.MaxValue).CompareTo(y.Due ?? DateTimeOffset.MaxValue);
        order = order != 0 ? order : (x.QueuedAt ?? x.OpenedAt).CompareTo(y.QueuedAt ?? y.OpenedAt);
        return order != 0 ? order : string.CompareOrdinal(x.Number, y.Number);
    }

    private static int Rank(TopicPriority priority) => priority switch
    {
        TopicPriority.High => 0,
        TopicPriority.Normal => 1,
        _ => 2,
    };
}
