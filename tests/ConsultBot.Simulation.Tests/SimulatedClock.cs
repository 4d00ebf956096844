namespace ConsultBot.Simulation.Tests;

/// <summary>Two clocks as a machine has them: one that people and daemons set, and one that only runs.</summary>
internal sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _wall = start;

    /// <summary>Time that really passed since the start.</summary>
    public TimeSpan Steady { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _wall;

    public override long GetTimestamp() => Steady.Ticks;

    public void Advance(TimeSpan time)
    {
        _wall += time;
        Steady += time;
    }

    /// <summary>Somebody sets the clock; no time passes.</summary>
    public void Set(TimeSpan by) => _wall += by;
}
