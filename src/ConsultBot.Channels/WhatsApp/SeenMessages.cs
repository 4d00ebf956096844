namespace ConsultBot.Channels.WhatsApp;

/// <summary>Inbound messages that were taken in lately, and when the last webhook came: what the list of messages need not bring again.</summary>
internal sealed class SeenMessages
{
    private const int Kept = 50_000;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _sids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private DateTimeOffset _last;

    /// <summary>When the last one came.</summary>
    public DateTimeOffset Last
    {
        get
        {
            lock (_lock)
                return _last;
        }
    }

    public void Add(string sid, DateTimeOffset at)
    {
        lock (_lock)
        {
            _last = at;
            if (!_sids.Add(sid))
                return;

            _order.Enqueue(sid);
            if (_order.Count > Kept)
                _sids.Remove(_order.Dequeue());
        }
    }

    public bool Has(string sid)
    {
        lock (_lock)
            return _sids.Contains(sid);
    }
}
