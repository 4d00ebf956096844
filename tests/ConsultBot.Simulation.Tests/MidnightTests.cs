using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Simulation.Tests;

/// <summary>A thousand talks go on while, at midnight, everybody changes places.</summary>
public class MidnightTests
{
    private const int Talks = 1_000;

    private static readonly string[] _words = ["как получить паспорт", "адам керек", "меню", "статус", "how do I get a passport", "записаться на консультацию", "алматы", "кто отвечает"];

    [Fact]
    public void Each_message_before_midnight_has_the_old_name_and_each_after_it_the_new()
    {
        var random = new Random(9);
        var midnight = new DateTimeOffset(Contents.FirstDay.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(5)).ToUniversalTime();
        var clock = new SimulatedClock(midnight.AddMinutes(-5));
        var content = Contents.Holder;
        var invariants = new Invariants(clock, content, ChannelPace.Unlimited);
        var disk = new SimulatedStore(invariants, () => StoreFault.None);
        invariants.Watch(disk);
        var channel = new SimulatedChannel(invariants, ChannelPace.Unlimited);
        var committed = new Committed(disk);
        var desk = new Desk(disk, committed, channel, content, clock, new Chance(random));

        var numbers = new int[Talks];
        for (var i = 0; i < Talks * 6; i++)
        {
            // Five minutes before and five after, evenly; each talk has its turns on both sides.
            clock.Advance(TimeSpan.FromMilliseconds(100));
            var talk = i % Talks;
            var update = new Update(talk, false, ++numbers[talk], _words[random.Next(_words.Length)]);
            _ = desk.Inbox.Accept([new RawInput(new CitizenAddress(SimulatedChannel.ChannelName, "desk", $"citizen-{talk}"), $"{talk}:{numbers[talk]}", InputSource.Channel, update.ToBytes(), clock.GetUtcNow())], CancellationToken.None);
            while (desk.Worker.RunOnce())
            {
                while (channel.Open.Count > 0)
                    channel.End(channel.Open[0], new DeliveryOutcome.Sent("m"), arrived: true);
            }
        }

        var (before, after) = (committed.Messages.Where(row => row.At < midnight).ToList(), committed.Messages.Where(row => row.At >= midnight).ToList());
        Assert.Equal((Talks, Talks), (before.Select(row => row.Talk).Distinct().Count(), after.Select(row => row.Talk).Distinct().Count()));
        Assert.All(committed.Messages, row => Assert.Equal(Holder(row.Message.Signature.SignedAt, row.At < midnight ? 0 : 1), row.Message.Signature.Person));
        Assert.DoesNotContain(after, row => row.Message.Signature.Person == Holder(row.Message.Signature.SignedAt, 0));
        Assert.Null(invariants.Broken);
    }

    private static string Holder(string position, int day) => Contents.All[0].Register.Data.Assignments
        .Where(row => row.Position == position && row.InForce(Contents.FirstDay.AddDays(day))).MaxBy(row => row.Kind)!.Person;

    private sealed class Committed(ITurnStore disk) : ITurnStore
    {
        public List<(long Talk, DateTimeOffset At, OutboundMessage Message)> Messages { get; } = [];

        public BatchResult Run(BatchWork work, Func<Claim, Decision> decide)
        {
            var result = disk.Run(work, decide);
            foreach (var turn in result.Turns)
                Messages.AddRange(turn.Turn.Messages.Select(message => (turn.Conversation, work.Now, message)));

            return result;
        }

        public IReadOnlyList<UnsettledItem> Unsettled() => disk.Unsettled();

        public OutboxItem? Item(long id) => disk.Item(id);

        public IReadOnlyList<OutboxRowState> Rows(IReadOnlyList<long> items) => disk.Rows(items);
    }

    private sealed class Chance(Random random) : IChance
    {
        public void Fill(Span<byte> bytes) => random.NextBytes(bytes);
    }
}
