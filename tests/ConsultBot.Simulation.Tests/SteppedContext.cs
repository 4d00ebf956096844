namespace ConsultBot.Simulation.Tests;

/// <summary>Runs what asynchronous code left to do when the simulation says so, so that a seed gives the same run again.</summary>
internal sealed class SteppedContext : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();

    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    /// <summary>Starts work whose continuations wait for <see cref="Pump"/>.</summary>
    public T Start<T>(Func<T> work)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            return work();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public void Pump()
    {
        while (_posted.TryDequeue(out var posted))
        {
            Start(() =>
            {
                posted.Callback(posted.State);
                return true;
            });
        }
    }
}
