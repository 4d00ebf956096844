using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Queues;

namespace ConsultBot.Application.Consultations;

/// <summary>The waiting consultations of each unit in their order, in memory. Written by the worker's thread.</summary>
internal sealed class QueueBoard(IPresence presence)
{
    private const int WaitsKept = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedSet<Consultation>> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Consultation> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TimeSpan>> _waits = new(StringComparer.Ordinal);

    /// <summary>Loads anew what the database says.</summary>
    public void Load(IEnumerable<Consultation> open, IReadOnlyDictionary<string, IReadOnlyList<TimeSpan>> waits)
    {
        lock (_lock)
        {
            _waiting.Clear();
            _open.Clear();
            _waits.Clear();
            foreach (var consultation in open)
                Put(consultation);
            foreach (var (unit, list) in waits)
                _waits[unit] = [.. list.Take(WaitsKept)];
        }
    }

    /// <summary>A consultation as a turn left it.</summary>
    public void Apply(Consultation consultation)
    {
        lock (_lock)
        {
            if (_open.TryGetValue(consultation.Number, out var waiting) && consultation is { ClaimedAt: { } claimed, QueuedAt: { } queued })
            {
                var waits = _waits.TryGetValue(waiting.Unit, out var known) ? known : _waits[waiting.Unit] = [];
                waits.Insert(0, claimed - queued);
                if (waits.Count > WaitsKept)
                    waits.RemoveAt(WaitsKept);
            }

            Put(consultation);
        }
    }

    /// <summary>Figures of a unit for one citizen: his place, or the one he would get.</summary>
    /// <param name="number">Of his open consultation; null when he has none.</param>
    public QueueFigures Figures(string unit, string? number)
    {
        lock (_lock)
        {
            var set = _waiting.GetValueOrDefault(unit);
            var place = number is not null && _open.TryGetValue(number, out var mine) && set is not null
                ? set.TakeWhile(other => QueueOrder.Instance.Compare(other, mine) < 0).Count() + 1
                : (set?.Count ?? 0) + 1;
            return new QueueFigures(place, presence.Online(unit), _waits.TryGetValue(unit, out var waits) ? [.. waits] : []);
        }
    }

    private void Put(Consultation consultation)
    {
        if (_open.Remove(consultation.Number, out var before))
            _waiting[before.Unit].Remove(before);

        if (consultation is not { Status: ConsultationStatus.Queued, QueuedAt: not null })
            return;

        _open[consultation.Number] = consultation;
        if (!_waiting.TryGetValue(consultation.Unit, out var set))
            _waiting[consultation.Unit] = set = new SortedSet<Consultation>(QueueOrder.Instance);

        set.Add(consultation);
    }
}
