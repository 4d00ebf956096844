using System.Globalization;

namespace ConsultBot.Simulation.Tests;

public class SimulationTests
{
    private const int StepsOfASeed = 2_000;

    // TEST_SIMULATION_EVENTS makes a longer run.
    private static readonly int _events = int.TryParse(
        Environment.GetEnvironmentVariable("TEST_SIMULATION_EVENTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var events) ? events : 200_000;

    [Fact]
    public void The_promises_hold_through_faults_crashes_and_redelivery()
    {
        for (var seed = 1; seed <= _events / StepsOfASeed; seed++)
            new World(seed).Run(StepsOfASeed);
    }

    [Fact]
    public void A_seed_gives_the_same_run_again()
    {
        var (first, again) = (new World(42), new World(42));
        first.Run(StepsOfASeed);
        again.Run(StepsOfASeed);

        Assert.Equal(first.TurnsDone, again.TurnsDone);
    }

    [Fact]
    public void An_input_that_is_lost_at_a_crash_is_found()
    {
        var found = Enumerable.Range(1, 20).Any(seed =>
        {
            try
            {
                new World(seed, Plant.LoseUnconfirmed).Run(StepsOfASeed);
                return false;
            }
            catch (InvariantBrokenException)
            {
                return true;
            }
        });
        Assert.True(found);
    }
}
