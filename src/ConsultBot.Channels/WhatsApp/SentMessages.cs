using System.Collections.Concurrent;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>Which of Twilio's messages are which of ours, for the latest ones: a found message is taken for one row alone.</summary>
internal sealed class SentMessages
{
    private const int Kept = 50_000;

    private readonly ConcurrentDictionary<string, long> _items = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    public void Add(string sid, long item)
    {
        if (!_items.TryAdd(sid, item))
            return;

        _order.Enqueue(sid);
        if (_items.Count > Kept && _order.TryDequeue(out var oldest))
            _items.TryRemove(oldest, out _);
    }

    /// <summary>The message is known as that row's: that Twilio has taken it is no news.</summary>
    public bool Is(string sid, long item) => _items.TryGetValue(sid, out var known) && known == item;

    /// <summary>False when the message is known to be another row's.</summary>
    public bool MayBe(string sid, long item) => !_items.TryGetValue(sid, out var known) || known == item;
}
