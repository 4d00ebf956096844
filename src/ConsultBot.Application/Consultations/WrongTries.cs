namespace ConsultBot.Application.Consultations;

/// <summary>Counts wrong check codes per number, per sender and over all, so that nobody can guess them.</summary>
public sealed class WrongTries(TimeProvider time)
{
    /// <summary>Wrong tries in <see cref="Window"/> after which each further one is refused unread.</summary>
    public const int PerNumber = 5;
    public const int PerSender = 20;
    public const int OverAll = 100;

    // Every wrong try is counted in OverAll, so the two tables never grow past it within a window.
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _senders = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset At, string Number, string Sender)> _tries = new();
    private readonly Lock _gate = new();

    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether a try of this sender for this number may be read now.</summary>
    public bool Allows(string number, string sender)
    {
        lock (_gate)
        {
            Forget();
            return _tries.Count < OverAll
                && _numbers.GetValueOrDefault(number) < PerNumber
                && _senders.GetValueOrDefault(sender) < PerSender;
        }
    }

    /// <summary>Whether a try of this sender may be read now, where all senders ask for one thing.</summary>
    public bool AllowsSender(string sender)
    {
        lock (_gate)
        {
            Forget();
            return _tries.Count < OverAll && _senders.GetValueOrDefault(sender) < PerSender;
        }
    }

    public void Add(string number, string sender)
    {
        lock (_gate)
        {
            Forget();
            if (_tries.Count >= OverAll)
                return;

            _tries.Enqueue((time.GetUtcNow(), number, sender));
            _numbers[number] = _numbers.GetValueOrDefault(number) + 1;
            _senders[sender] = _senders.GetValueOrDefault(sender) + 1;
        }
    }

    private void Forget()
    {
        var oldest = time.GetUtcNow() - Window;
        while (_tries.TryPeek(out var first) && first.At <= oldest)
        {
            _tries.Dequeue();
            Less(_numbers, first.Number);
            Less(_senders, first.Sender);
        }
    }

    private static void Less(Dictionary<string, int> counts, string key)
    {
        var left = counts[key] - 1;
        if (left == 0)
            counts.Remove(key);
        else
            counts[key] = left;
    }
}
