using ConsultBot.Application.Ports;
using ConsultBot.Application.Turns;
using ConsultBot.Storage.Tests.Conformance;

namespace ConsultBot.Storage.Tests.Sqlite;

public sealed class RedeliveryTests : IDisposable
{
    private const int Updates = 10_000;
    private const int Deliveries = 100;
    private const int Chats = 500;
    private const int Batch = 1_000;
    private const int Seed = 20261124;

    private readonly TempDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Ten_thousand_updates_each_delivered_a_hundred_times_in_any_order_are_ten_thousand_turns()
    {
        using var store = _database.Open();
        var inbox = new Inbox();
        var updates = Enumerable.Range(0, Updates).Select(number => Sample.Input(number % Chats, $"message:{number % Chats}:{number}")).ToArray();
        var order = Enumerable.Range(0, Updates * Deliveries).Select(at => at % Updates).ToArray();
        new Random(Seed).Shuffle(order);

        var turns = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var batch in order.Chunk(Batch))
        {
            var accepted = inbox.Accept([.. batch.Select(number => updates[number])], TestContext.Current.CancellationToken);
            var request = Assert.Single(inbox.Take(Batch, out var inputs));
            var more = store.Run(Sample.Work(inputs, maxTurns: Batch), Remember).MoreWaiting;
            request.Stored();
            await accepted;
            Assert.False(more);
        }

        // Each once, and in each chat in the order in which they came first.
        Assert.Equal(Updates, turns.Values.Sum(keys => keys.Count));
        foreach (var chat in order.Distinct().Select(number => updates[number]).GroupBy(update => update.Address.Address))
            Assert.Equal(chat.Select(update => update.Key), turns[chat.Key]);

        Decision Remember(Claim claim)
        {
            if (!turns.TryGetValue(claim.Input.Address.Address, out var keys))
                turns[claim.Input.Address.Address] = keys = [];

            keys.Add(claim.Input.Key);
            return Sample.Echoed(claim);
        }
    }
}
