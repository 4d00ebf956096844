using ConsultBot.Domain.Queues;
using CsCheck;

namespace ConsultBot.Domain.Tests;

public class ExpectedWaitTests
{
    [Theory]
    [InlineData(0.2, 1)]
    [InlineData(1, 1)]
    [InlineData(4.1, 5)]
    [InlineData(9.5, 10)]
    [InlineData(10, 10)]
    [InlineData(12, 15)]
    [InlineData(59, 60)]
    [InlineData(60, 60)]
    [InlineData(61, 75)]
    [InlineData(200, 210)]
    public void The_median_is_rounded_up_to_what_a_person_can_believe(double minutes, int said) =>
        Assert.Equal(said, ExpectedWait.Minutes(Waits(minutes, minutes, minutes, minutes, minutes)));

    [Fact]
    public void Fewer_than_five_waits_say_nothing() =>
        Assert.Null(ExpectedWait.Minutes(Waits(5, 5, 5, 5)));

    [Fact]
    public void Waits_that_differ_too_much_say_nothing() =>
        Assert.Null(ExpectedWait.Minutes(Waits(1, 2, 20, 60, 120, 150, 200, 240)));

    [Fact]
    public void One_stray_wait_does_not_hide_the_number() =>
        Assert.Equal(5, ExpectedWait.Minutes(Waits(5, 5, 5, 5, 5, 5, 600)));

    [Fact]
    public void What_is_said_is_never_below_the_median_nor_far_above_it() =>
        Gen.Double[0, 500].Array[5, 20].Sample(waits =>
        {
            var median = waits.Select(wait => Math.Max(1, wait)).Order().ElementAt(waits.Length / 2);
            return ExpectedWait.Minutes(Waits(waits)) is not { } said || (said >= median - 1e-6 && said < median + 15);
        });

    private static TimeSpan[] Waits(params double[] minutes) => [.. minutes.Select(TimeSpan.FromMinutes)];
}
