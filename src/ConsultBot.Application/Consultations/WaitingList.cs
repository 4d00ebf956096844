using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Queues;

namespace ConsultBot.Application.Consultations;

/// <summary>Open consultations as people wait.</summary>
internal static class WaitingList
{
    public static IEnumerable<ConsultationRow> Waiting(IEnumerable<ConsultationRow> open) => open
        .Where(row => row.Consultation.Status == ConsultationStatus.Queued)
        .OrderBy(row => row.Consultation, QueueOrder.Instance);

    /// <summary>The place in the unit's queue, from 1; null when it does not wait.</summary>
    public static int? Place(IEnumerable<ConsultationRow> open, Consultation consultation)
    {
        var at = Waiting(open.Where(row => row.Consultation.Unit == consultation.Unit))
            .Select(row => row.Consultation.Number).ToList().IndexOf(consultation.Number);
        return at < 0 ? null : at + 1;
    }
}
