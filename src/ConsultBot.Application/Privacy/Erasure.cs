using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;

namespace ConsultBot.Application.Privacy;

/// <summary>
/// Destroys a citizen's words and key at an order from outside the chat. The journal keeps its entries, which nobody can
/// read any more, and its chain.
/// </summary>
public sealed class Erasure(IConversationReader reader, ITurnStore store, IDeskJournal journal, TimeProvider time, Func<IInbox> inbox)
{
    /// <summary>In a running desk: as an event of the conversation, which also tells the citizen.</summary>
    /// <param name="address">channel:address.</param>
    public async Task<ErasedData> Through(string address, CancellationToken cancellationToken)
    {
        if (await Find(address, cancellationToken) is not { } citizen)
            return Missing(address);

        Note();
        await inbox().Submit(Order(citizen), cancellationToken);
        return new ErasedData(null);
    }

    /// <summary>Where no desk runs. Other inputs that wait go on waiting.</summary>
    /// <param name="address">channel:address.</param>
    public async Task<ErasedData> Alone(string address, CancellationToken cancellationToken)
    {
        if (await Find(address, cancellationToken) is not { } citizen)
            return Missing(address);

        var order = Order(citizen);
        Note();
        var result = store.Run(new BatchWork(time.GetUtcNow(), 1, [order], [], []), claim => claim.Input.Key == order.Key
            ? Erased(claim)
            : new Decision.Hold(time.GetUtcNow(), "An erasure goes first."));
        return result.Turns.Count == 1
            ? new ErasedData(null)
            : new ErasedData("Inputs of this citizen wait to be handled. The data goes with the next start of the desk, after them.");
    }

    private Decision.Commit Erased(Claim claim)
    {
        var turn = Conversation.Erased(claim.State, time.GetUtcNow());
        var record = new TurnRecord(time.GetUtcNow(), 0, 0, turn.State.Owner, new ErasureOrdered(), [], turn.Marks, null, claim.ReservedNumber, "");
        return new Decision.Commit(turn, record, null, []);
    }

    private async Task<CitizenAddress?> Find(string address, CancellationToken cancellationToken)
    {
        var cut = address.IndexOf(':', StringComparison.Ordinal);
        return cut <= 0 ? null : await reader.Citizen(address[..cut], address[(cut + 1)..], cancellationToken);
    }

    private void Note() => journal.Append([new DeskEvent(DeskEvents.Erased, "erase")], time.GetUtcNow());

    private RawInput Order(CitizenAddress citizen)
    {
        var now = time.GetUtcNow();
        return new RawInput(citizen, FormattableString.Invariant($"erase:{now.ToUnixTimeMilliseconds()}"), InputSource.Event, JsonForm.Write(new ErasureOrdered()), now);
    }

    private static ErasedData Missing(string address) =>
        new($"There is no conversation with '{address}'. Write channel:address, such as telegram:5012345678.");
}

/// <param name="Fault">Why nothing was erased; null when it was.</param>
public sealed record ErasedData(string? Fault);
