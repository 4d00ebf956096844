using ConsultBot.Application.Deliveries;

namespace ConsultBot.Application.Tests.Deliveries;

public class SteadyClockTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 24, 5, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    public void Setting_the_machines_clock_changes_nothing_and_passing_time_does(int minutes)
    {
        var machine = new Machine();
        var clock = new SteadyClock(machine);

        machine.Wall = _start.AddMinutes(minutes);
        Assert.Equal(_start, clock.Now);

        machine.Passed = TimeSpan.FromSeconds(3);
        Assert.Equal(_start.AddSeconds(3), clock.Now);
    }

    private sealed class Machine : TimeProvider
    {
        public DateTimeOffset Wall { get; set; } = _start;

        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
