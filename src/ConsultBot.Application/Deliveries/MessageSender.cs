using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ConsultBot.Application.Ports;

namespace ConsultBot.Application.Deliveries;

/// <summary>Sends committed messages in parallel and collects what came of them.</summary>
internal sealed class MessageSender(ChannelDirectory channels, TimeProvider time) : IDisposable
{
    private readonly ConcurrentQueue<(OutboxItem Item, DeliveryOutcome Outcome)> _outcomes = new();
    private readonly ConcurrentQueue<(OutboxItem Item, EnquiryResult Answer)> _answers = new();
    private readonly CancellationTokenSource _stop = new();
    private int _underWay;

    /// <summary>Called when an outcome waits.</summary>
    public Action Wake { get; set; } = () => { };

    public bool IsIdle => Volatile.Read(ref _underWay) == 0 && _outcomes.IsEmpty && _answers.IsEmpty;

    public void Send(OutboxItem item)
    {
        Interlocked.Increment(ref _underWay);
        _ = SendAndKeep(item);
    }

    public bool TryTake([NotNullWhen(true)] out OutboxItem? item, [NotNullWhen(true)] out DeliveryOutcome? outcome)
    {
        var taken = _outcomes.TryDequeue(out var pair);
        (item, outcome) = pair;
        return taken;
    }

    /// <summary>Asks the messenger what became of a send. A stop does not wait for the answer: the next start asks again.</summary>
    public void Ask(OutboxItem item) => _ = AskAndKeep(item);

    /// <summary>What a messenger has answered to <see cref="Ask"/>.</summary>
    public bool TryTakeAnswer([NotNullWhen(true)] out OutboxItem? item, out EnquiryResult answer)
    {
        var taken = _answers.TryDequeue(out var pair);
        (item, answer) = pair;
        return taken;
    }

    /// <summary>Ends the sends under way; their outcome is then unknown.</summary>
    public void Cancel() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    private async Task AskAndKeep(OutboxItem item)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var lookup = channels.Find(item.Address.Channel).Lookup!;
                _answers.Enqueue((item, await Enquiry.Ask(lookup, item, time, _stop.Token).ConfigureAwait(false)));
                Wake();
                return;
            }
            catch (Exception error) when (error is not OutOfMemoryException && !_stop.IsCancellationRequested)
            {
                // Whatever went wrong is no answer: it begins anew, with its pauses.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task SendAndKeep(OutboxItem item)
    {
        DeliveryOutcome outcome;
        try
        {
            outcome = await channels.Find(item.Address.Channel).Send(item, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A channel answers with an outcome; whatever else it does leaves the outcome unknown.
            outcome = new DeliveryOutcome.Unknown(error.GetType().Name);
        }

        _outcomes.Enqueue((item, outcome));
        Interlocked.Decrement(ref _underWay);
        Wake();
    }
}
