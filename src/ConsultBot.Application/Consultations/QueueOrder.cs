using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Application.Consultations;

/// <summary>The order in which people wait: urgent, then by due time, then by the first question's time.</summary>
internal static class QueueOrder
{
    public static IEnumerable<ConsultationRow> Waiting(IEnumerable<ConsultationRow> open) => open
        .Where(row => row.Consultation.Status == ConsultationStatus.Queued)
        .OrderByDescending(row => row.Consultation.Urgent)
        .ThenBy(row => row.Consultation.Due ?? DateTimeOffset.MaxValue)
        .ThenBy(row => row.Consultation.QueuedAt ?? row.Consultation.OpenedAt)
        .ThenBy(row => row.Consultation.Number, StringComparer.Ordinal);

    /// <summary>The place in the unit's queue, from 1; null when it does not wait.</summary>
    public static int? Place(IEnumerable<ConsultationRow> open, Consultation consultation)
    {
        var place = 0;
        foreach (var row in Waiting(open.Where(row => row.Consultation.Unit == consultation.Unit)))
        {
            place++;
            if (row.Consultation.Number == consultation.Number)
                return place;
        }

        return null;
    }
}
