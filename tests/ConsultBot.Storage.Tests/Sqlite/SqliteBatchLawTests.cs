using ConsultBot.Application.Ports;
using ConsultBot.Storage.Tests.Conformance;
using CsCheck;

namespace ConsultBot.Storage.Tests.Sqlite;

public sealed class SqliteBatchLawTests
{
    private sealed record Batch(int[] Citizens, int MaxTurns, bool Fails, bool Restarts);

    private static readonly Gen<Batch> _batch = Gen.Select(
        Gen.Int[0, 4].Array[0, 8], Gen.Int[0, 10], Gen.Int[0, 5], Gen.Int[0, 5],
        (citizens, turns, fails, restarts) => new Batch(citizens, turns, fails == 0, restarts == 0));

    [Fact]
    public void Each_input_is_decided_once_and_in_order_through_failures_and_restarts() =>
        _batch.Array[1, 12].Sample(Holds, iter: 40, threads: 1);

    private static bool Holds(Batch[] batches)
    {
        using var database = new TempDatabase();
        var store = database.Open();
        var decided = new Dictionary<string, List<int>>();
        var accepted = new int[5];
        foreach (var batch in batches)
        {
            var next = accepted.ToArray();
            var inputs = batch.Citizens.Select(citizen => Sample.Input(citizen, $"{citizen}-{next[citizen]}", $"{next[citizen]++}")).ToArray();
            try
            {
                Note(decided, store.Run(Sample.Work(inputs, batch.MaxTurns), claim => batch.Fails ? throw new InvalidDataException() : Sample.Echoed(claim)));
                accepted = next;
            }
            catch (InvalidDataException)
            {
                // Nothing of the batch may be left: the next one brings the same keys again.
            }

            if (batch.Restarts)
            {
                store.Dispose();
                store = database.Open();
            }
        }

        while (true)
        {
            var result = store.Run(Sample.Work(maxTurns: 3), Sample.Echoed);
            Note(decided, result);
            if (!result.MoreWaiting)
                break;
        }

        store.Dispose();
        return Enumerable.Range(0, 5).All(citizen =>
            decided.GetValueOrDefault(Sample.Citizen(citizen).Address, []).SequenceEqual(Enumerable.Range(0, accepted[citizen])));
    }

    private static void Note(Dictionary<string, List<int>> decided, BatchResult result)
    {
        foreach (var turn in result.Turns)
        {
            var address = turn.Address.Address;
            decided.TryAdd(address, []);
            decided[address].Add(int.Parse(turn.Turn.Messages[0].Body, System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
