using System.Globalization;

namespace ConsultBot.Simulation.Tests;

public class SimulationTests(ITestOutputHelper output)
{
    private const int EventsOfASeed = 5_000;
    private const int Threads = 2;
    private const int EventsToFindAPlant = 50_000;

    // TEST_SIMULATION_EVENTS makes a longer run, TEST_SIMULATION_SEED runs one seed alone.
    private static readonly int _events = Setting("TEST_SIMULATION_EVENTS") ?? 1_000_000;
    private static readonly int? _seed = Setting("TEST_SIMULATION_SEED");

    [Fact]
    public void The_promises_hold_through_faults_crashes_redelivery_and_clock_jumps()
    {
        if (_seed is { } only)
        {
            new World(only).Run(EventsOfASeed);
            return;
        }

        var (next, turns) = (0, 0L);
        var broken = new InvariantBrokenException?[Threads];
        var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            try
            {
                for (var seed = Interlocked.Increment(ref next); seed <= _events / EventsOfASeed && !broken.Any(found => found is not null); seed = Interlocked.Increment(ref next))
                {
                    var world = new World(seed);
                    world.Run(EventsOfASeed);
                    Interlocked.Add(ref turns, world.Turns);
                }
            }
            catch (InvariantBrokenException error)
            {
                broken[number] = error;
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        output.WriteLine($"{_events} events, {turns} turns");
        if (broken.FirstOrDefault(found => found is not null) is { } first)
            Assert.Fail(first.Message);
    }

    [Fact]
    public void A_seed_gives_the_same_run_again()
    {
        var turns = Enumerable.Range(0, 2).Select(_ =>
        {
            var world = new World(42);
            world.Run(EventsOfASeed);
            return world.Turns;
        }).ToList();

        Assert.Equal(turns[0], turns[1]);
    }

    [Theory]
    [InlineData(Plant.SettlementLosesADeferredRow)]
    [InlineData(Plant.AcknowledgedBeforeTheCommit)]
    [InlineData(Plant.TwoOfficersOnOneClaim)]
    [InlineData(Plant.ARedeliveredUpdateIsHandledTwice)]
    [InlineData(Plant.UnknownIsCalledSent)]
    [InlineData(Plant.TheOldSignatureAfterAReshuffle)]
    [InlineData(Plant.ARepeatThatNoJournalKnows)]
    internal void A_planted_bug_is_found(Plant plant)
    {
        for (var seed = 1; seed <= EventsToFindAPlant / EventsOfASeed; seed++)
        {
            try
            {
                new World(seed, plant).Run(EventsOfASeed);
            }
            catch (InvariantBrokenException error)
            {
                output.WriteLine(error.Message);
                return;
            }
        }

        Assert.Fail($"{plant} was not found in {EventsToFindAPlant} events.");
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
