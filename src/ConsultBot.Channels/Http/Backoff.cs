namespace ConsultBot.Channels.Http;

/// <summary>Waits that double from one second to a limit.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _last = TimeSpan.FromSeconds(30);

    private TimeSpan _next = _first;

    public TimeSpan Next()
    {
        var wait = _next;
        _next = wait * 2 < _last ? wait * 2 : _last;
        return wait;
    }

    public void Reset() => _next = _first;
}
