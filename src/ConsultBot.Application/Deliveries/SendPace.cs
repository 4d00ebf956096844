namespace ConsultBot.Application.Deliveries;

/// <summary>
/// A bucket of permissions to send: refilled evenly, so that a channel's limit is reached without being refused. It
/// starts empty, because a fresh process does not know what the last one has spent.
/// </summary>
internal sealed class SendPace
{
    private readonly double _perSecond;
    private readonly double _capacity;
    private double _tokens;
    private DateTimeOffset _at;

    /// <param name="perSecond">0 = no limit.</param>
    /// <param name="capacity">Sends that may go at once after a pause.</param>
    /// <param name="tokens">Sends allowed at the start.</param>
    public SendPace(double perSecond, double capacity, double tokens, DateTimeOffset now)
    {
        _perSecond = perSecond;
        _capacity = Math.Max(1, capacity);
        _tokens = tokens;
        _at = now;
    }

    public bool IsFull(DateTimeOffset now)
    {
        Refill(now);
        return _perSecond <= 0 || _tokens >= _capacity;
    }

    /// <summary>When the next send is allowed; now or earlier = at once.</summary>
    public DateTimeOffset NextAt(DateTimeOffset now)
    {
        Refill(now);
        return _perSecond <= 0 || _tokens >= 1 ? now : now + TimeSpan.FromSeconds((1 - _tokens) / _perSecond);
    }

    public void Take(DateTimeOffset now)
    {
        Refill(now);
        if (_perSecond > 0)
            _tokens -= 1;
    }

    // A clock set back refills nothing and takes nothing away.
    private void Refill(DateTimeOffset now)
    {
        if (now > _at)
            _tokens = Math.Min(_capacity, _tokens + (now - _at).TotalSeconds * _perSecond);

        _at = now;
    }
}
