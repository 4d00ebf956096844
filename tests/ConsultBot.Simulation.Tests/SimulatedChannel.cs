using System.Text;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;

namespace ConsultBot.Simulation.Tests;

/// <summary>A messenger whose sends end when the simulation says so, and how it says.</summary>
internal sealed class SimulatedChannel : IChannel
{
    public List<Sending> Open { get; } = [];

    /// <summary>What really arrived at the citizens, in order.</summary>
    public List<OutboxItem> Arrived { get; } = [];

    public string Name => "simulated";

    public ChannelTraits Traits { get; } = new(4096, 100, 64);

    public ChannelPace Pace { get; } = new(200, 5);

    public bool DeliversByCommit => false;

    public ConversationEvent Read(RawInput input)
    {
        var text = Encoding.UTF8.GetString(input.Bytes.Span);
        return text.StartsWith("poison", StringComparison.Ordinal) ? throw new UnreadableInputException("poison") : new CitizenWrote(text);
    }

    public Task<DeliveryOutcome> Send(OutboxItem item, CancellationToken cancellationToken)
    {
        // Continuations run at once, on the simulation's only thread.
        var sending = new Sending(item, new TaskCompletionSource<DeliveryOutcome>());
        Open.Add(sending);
        return sending.Done.Task;
    }

    /// <summary>The process died: nobody hears the outcome of what was open, and some of it arrived all the same.</summary>
    public void Crash(Func<bool> arrives)
    {
        Arrived.AddRange(Open.Where(_ => arrives()).Select(sending => sending.Item));
        Open.Clear();
    }

    internal sealed record Sending(OutboxItem Item, TaskCompletionSource<DeliveryOutcome> Done);
}
