using ConsultBot.Storage.Sqlite;
using CsCheck;

namespace ConsultBot.Storage.Tests.Sqlite;

public sealed class ReadyConversationsTests
{
    [Fact]
    public void Each_waiting_input_is_served_once_however_they_come()
    {
        // A positive number: an input of that conversation comes; zero: one turn is taken.
        Gen.Int[0, 6].Array[0, 200].Sample(steps =>
        {
            var ready = new ReadyConversations();
            var waiting = new Dictionary<long, int>();
            foreach (var step in steps)
            {
                if (step > 0)
                {
                    ready.Add(step);
                    waiting[step] = waiting.GetValueOrDefault(step) + 1;
                }
                else
                {
                    Serve(ready, waiting);
                }
            }

            while (ready.Count > 0)
                Serve(ready, waiting);

            return waiting.Values.All(count => count == 0);
        });
    }

    [Fact]
    public void A_conversation_waits_for_twice_as_many_turns_as_stand_before_it_at_most()
    {
        Gen.Int[1, 40].Sample(before =>
        {
            var ready = new ReadyConversations();
            for (var i = 0; i < before; i++)
                ready.Load(1000 + i, waiting: 3, heldUntil: null);

            ready.Load(1, waiting: 1, heldUntil: null);
            for (var turn = 0; turn <= 2 * before + 1; turn++)
            {
                ready.Add(5000 + turn);
                ready.TryTake(out var taken);
                if (taken!.Id == 1)
                    return true;

                ready.Served(taken);
            }

            return false;
        });
    }

    [Fact]
    public void The_latest_of_many_comes_at_the_second_turn_at_the_latest()
    {
        var ready = new ReadyConversations();
        for (var i = 0; i < 1000; i++)
            ready.Add(i);

        ready.Add(4711);

        Assert.Contains(4711, new[] { Take(ready), Take(ready) });
    }

    [Fact]
    public void Who_was_served_is_not_fresh_any_more()
    {
        var ready = new ReadyConversations();
        ready.Load(1, waiting: 5, heldUntil: null);
        ready.Load(2, waiting: 5, heldUntil: null);
        for (var i = 0; i < 5; i++)
            ready.Add(3);

        var order = Enumerable.Range(0, 8).Select(_ => Take(ready)).ToList();

        Assert.Equal(2, order.Take(6).Count(id => id == 3));
    }

    private static long Take(ReadyConversations ready)
    {
        Assert.True(ready.TryTake(out var taken));
        ready.Served(taken);
        return taken.Id;
    }

    private static void Serve(ReadyConversations ready, Dictionary<long, int> waiting)
    {
        if (ready.TryTake(out var taken))
        {
            waiting[taken.Id]--;
            ready.Served(taken);
        }
        else if (waiting.Values.Any(count => count > 0))
        {
            throw new InvalidOperationException("Inputs wait and nobody is ready.");
        }
    }
}
