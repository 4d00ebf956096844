using ConsultBot.Application.Deliveries;
using CsCheck;

namespace ConsultBot.Application.Tests.Deliveries;

public class SendPaceTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 24, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_a_limit_every_send_is_allowed_at_once()
    {
        var pace = new SendPace(0, 1, 0, _start);
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(_start, pace.NextAt(_start));
            pace.Take(_start);
        }
    }

    [Fact]
    public void A_fresh_bucket_of_an_account_is_empty()
    {
        var pace = new SendPace(10, 1, 0, _start);

        Assert.Equal(_start.AddMilliseconds(100), pace.NextAt(_start));
        Assert.Equal(_start.AddMilliseconds(100), pace.NextAt(_start.AddMilliseconds(100)));
    }

    [Fact]
    public void A_clock_set_back_neither_gives_nor_takes()
    {
        var pace = new SendPace(1, 3, 3, _start);
        pace.Take(_start);

        Assert.Equal(_start.AddHours(-1), pace.NextAt(_start.AddHours(-1)));
        pace.Take(_start.AddHours(-1));
        pace.Take(_start.AddHours(-1));
        Assert.Equal(_start.AddHours(-1).AddSeconds(1), pace.NextAt(_start.AddHours(-1)));
    }

    [Fact]
    public void No_stretch_of_time_lets_more_go_than_burst_and_pace() =>
        Gen.Select(Gen.Int[1, 50], Gen.Int[1, 10], Gen.Int[0, 2000].Array[1, 300]).Sample((perSecond, capacity, waits) =>
        {
            var pace = new SendPace(perSecond, capacity, 0, _start);
            var sent = new List<DateTimeOffset>();
            var now = _start;
            foreach (var wait in waits)
            {
                now = now.AddMilliseconds(wait);
                if (pace.NextAt(now) > now)
                    continue;

                pace.Take(now);
                sent.Add(now);
            }

            return sent.Index().All(from => sent.Skip(from.Index).Index().All(to =>
                to.Index + 1 <= capacity + ((to.Item - from.Item).TotalSeconds * perSecond) + 1e-6));
        }, iter: 200);
}
