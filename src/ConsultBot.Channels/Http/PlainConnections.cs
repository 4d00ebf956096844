namespace ConsultBot.Channels.Http;

/// <summary>
/// Open connections to a server of one's own network, the only kind that is addressed by plain http: under load
/// <see cref="HttpClient"/> was among the largest costs of a turn (docs/performance.md). Whatever needs TLS or a proxy stays
/// with it.
/// </summary>
internal sealed class PlainConnections(Uri server, TimeProvider clock) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stack<PlainConnection> _idle = new();
    private bool _closed;

    /// <summary>An open connection that rests, or a new one that opens with its first request.</summary>
    public PlainConnection Take()
    {
        while (true)
        {
            PlainConnection? connection;
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_closed, this);
                if (!_idle.TryPop(out connection))
                    return new PlainConnection(server, clock);
            }

            if (connection.IsUsable())
                return connection;

            connection.Dispose();
        }
    }

    public void Return(PlainConnection connection)
    {
        if (connection.MayServeAgain)
        {
            lock (_lock)
            {
                if (!_closed)
                {
                    _idle.Push(connection);
                    return;
                }
            }
        }

        connection.Dispose();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            while (_idle.TryPop(out var connection))
                connection.Dispose();
        }
    }
}
