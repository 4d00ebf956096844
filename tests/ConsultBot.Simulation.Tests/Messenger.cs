using System.Globalization;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Simulation.Tests;

/// <summary>
/// A messenger's delivering side. It keeps an update until it is told that it is durable, delivers it again until then and
/// sometimes after, and keeps the order of each queue but not between queues. Polled, it hands out batches one after
/// another; by webhook, each queue's head on its own.
/// </summary>
internal sealed class Messenger(Random random, Invariants invariants, SimulatedClock clock, bool polled)
{
    private const int MostInAPoll = 100;
    private const int Remembered = 400;

    private readonly List<Queue<RawInput>> _queues = [];
    private readonly List<int> _written = [];
    private readonly List<RawInput> _pending = [];
    private readonly List<(IReadOnlyList<RawInput> Inputs, Task Accepted)> _underWay = [];
    private readonly RawInput?[] _confirmed = new RawInput?[Remembered];
    private int _confirmedCount;

    public bool IsEmpty => _pending.Count == 0 && _queues.TrueForAll(queue => queue.Count == 0);

    /// <summary>A new queue: of a chat, or of a person's presses.</summary>
    public int NewQueue()
    {
        _queues.Add(new Queue<RawInput>());
        _written.Add(0);
        return _queues.Count - 1;
    }

    public int Written(int queue) => _written[queue];

    public void Write(int queue, CitizenAddress address, bool press, string content)
    {
        var update = new Update(queue, press, ++_written[queue], content);
        var key = string.Create(CultureInfo.InvariantCulture, $"update:{queue}:{update.Number}");
        var input = new RawInput(address, key, InputSource.Channel, update.ToBytes(), clock.GetUtcNow());
        if (polled)
            _pending.Add(input);
        else
            _queues[queue].Enqueue(input);
    }

    /// <summary>Delivers something, if it may.</summary>
    public void Deliver(IInbox inbox)
    {
        if (polled)
        {
            if (_underWay.Count == 0 && _pending.Count > 0)
                Offer(inbox, [.. _pending.Take(random.Next(1, MostInAPoll))]);

            return;
        }

        var free = _queues.Where(queue => queue.Count > 0 && !_underWay.Exists(offer => offer.Inputs[0].Key == queue.Peek().Key)).ToList();
        if (free.Count > 0)
            Offer(inbox, [free[random.Next(free.Count)].Peek()]);
    }

    /// <summary>Delivers once more what was confirmed long ago.</summary>
    public void Repeat(IInbox inbox, int count)
    {
        var known = Math.Min(_confirmedCount, Remembered);
        if (known == 0)
            return;

        RawInput[] again = [.. Enumerable.Range(0, count).Select(_ => _confirmed[random.Next(known)]!)];
        _ = inbox.Accept(again, CancellationToken.None);
    }

    /// <summary>Hears what became durable, and what was refused and is to be delivered again.</summary>
    public void Hear()
    {
        for (var i = _underWay.Count - 1; i >= 0; i--)
        {
            var (inputs, accepted) = _underWay[i];
            if (!accepted.IsCompleted)
                continue;

            _underWay.RemoveAt(i);
            if (!accepted.IsCompletedSuccessfully)
                continue;

            foreach (var input in inputs)
                Confirmed(input);
        }
    }

    /// <summary>The process at the other end died: nothing under way was confirmed.</summary>
    public void Crash() => _underWay.Clear();

    private void Offer(IInbox inbox, IReadOnlyList<RawInput> inputs)
    {
        try
        {
            _underWay.Add((inputs, inbox.Accept(inputs, CancellationToken.None)));
        }
        catch (InboxClosedException)
        {
            // Too much waits: it is delivered again.
        }
    }

    private void Confirmed(RawInput input)
    {
        invariants.Confirmed(input);
        if (polled)
            _pending.Remove(input);
        else
            _queues[Update.Of(input.Bytes.Span).Queue].Dequeue();

        _confirmed[_confirmedCount++ % Remembered] = input;
    }
}
