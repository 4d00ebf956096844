using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;

namespace ConsultBot.Simulation.Tests;

/// <summary>A messenger's sending side: sends end when the simulation says so, and how it says.</summary>
internal sealed class SimulatedChannel(Invariants invariants, ChannelPace pace) : IChannel
{
    public const string ChannelName = "simulated";

    public List<Sending> Open { get; } = [];

    public string Name => ChannelName;

    public ChannelTraits Traits { get; } = new(4096, 100, 64);

    public ChannelPace Pace { get; } = pace;

    public bool DeliversByCommit => false;

    public ConversationEvent Read(RawInput input)
    {
        var update = Update.Of(input.Bytes.Span);
        return update.Content switch
        {
            "poison" => throw new UnreadableInputException("poison"),
            "broken" => throw new InvalidOperationException("The reader itself is broken."),
            "blocked" => new CitizenBlocked(),
            "returned" => new CitizenReturned(),
            "photo" => new CitizenSentMedia(MediaKind.Photo, null),
            "edited" => new CitizenEdited("менің сұрағым бар", "1"),
            _ when update.IsPress => new CitizenPressed(update.Content, PressId: $"{update.Number}"),
            _ => new CitizenWrote(update.Content),
        };
    }

    public Task<DeliveryOutcome> Send(OutboxItem item, CancellationToken cancellationToken)
    {
        // Continuations run at once, on the simulation's own thread.
        var sending = new Sending(item, new TaskCompletionSource<DeliveryOutcome>());
        Open.Add(sending);
        invariants.SendBegan(item);
        return sending.Done.Task;
    }

    /// <summary>Ends a send: what the messenger did with it, and what it answers.</summary>
    public void End(Sending sending, DeliveryOutcome outcome, bool arrived)
    {
        Open.Remove(sending);
        invariants.SendEnded(sending.Item, outcome, arrived);
        sending.Done.SetResult(outcome);
    }

    /// <summary>The process died: nobody hears the outcome of what was open, and some of it arrived all the same.</summary>
    public void Crash(Func<bool> arrives)
    {
        foreach (var sending in Open)
            invariants.SendEnded(sending.Item, new DeliveryOutcome.Unknown("the process died"), arrives());

        Open.Clear();
    }

    internal sealed record Sending(OutboxItem Item, TaskCompletionSource<DeliveryOutcome> Done);
}
