using ConsultBot.Application.Ports;

namespace ConsultBot.Storage.Sqlite;

/// <summary>A conversation with waiting inputs: how many they are, not what they say.</summary>
internal sealed class ReadyConversation
{
    public ReadyConversation(long id)
    {
        Id = id;
        Turn = new LinkedListNode<ReadyConversation>(this);
    }

    public long Id { get; }

    /// <summary>Waiting inputs, those of the running batch included.</summary>
    public int Waiting { get; set; }

    /// <summary>Its place in the round.</summary>
    public LinkedListNode<ReadyConversation> Turn { get; }

    /// <summary>Its place among those not served since they became ready; null once served.</summary>
    public LinkedListNode<ReadyConversation>? Fresh { get; set; }

    /// <summary>Unix milliseconds until which it is on hold; null when it is not.</summary>
    public long? HeldUntil { get; set; }

    /// <summary>Inputs of the running batch, in memory only until its end.</summary>
    public Queue<BatchInput> OfBatch { get; } = new(1);
}

/// <summary>An input accepted in the running batch.</summary>
/// <param name="Assumed">Its row says handled already, in the hope that this batch decides it.</param>
internal readonly record struct BatchInput(long Id, RawInput Input, bool Assumed);
