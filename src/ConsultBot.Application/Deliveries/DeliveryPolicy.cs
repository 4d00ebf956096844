using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Deliveries;

/// <summary>
/// What follows from an outcome. An unknown message of the bot goes out again, since a citizen without an answer is worse
/// than one with two; an officer's waits for a click. Nothing unknown is ever called sent.
/// </summary>
internal static class DeliveryPolicy
{
    /// <summary>Sends of one message with an unknown outcome, at most.</summary>
    public const int MaxUnknown = 5;

    /// <summary>After this long an unknown message is not sent again by itself.</summary>
    public static readonly TimeSpan RepeatWithin = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan _firstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestRetry = TimeSpan.FromSeconds(30);

    /// <summary>What to store, what the conversation hears, and after how long the message may go again.</summary>
    public static (Settlement Settlement, DeliveryFailed? Event, TimeSpan? RetryAfter) Settle(OutboxItem item, DeliveryOutcome outcome, DateTimeOffset now)
    {
        switch (outcome)
        {
            case DeliveryOutcome.Sent sent:
                return (new Settlement(item.Id, OutboxState.Sent, sent.MessageId, null, item.Attempts, now), null, null);
            case DeliveryOutcome.Rejected rejected:
                return (
                    new Settlement(item.Id, OutboxState.Rejected, null, rejected.Reason, item.Attempts, now),
                    new DeliveryFailed(item.Id, rejected.Reason, rejected.Unreachable, Unknown: false, Again: false, rejected.OptedOut), null);
            case DeliveryOutcome.Deferred deferred:
                return (
                    new Settlement(item.Id, OutboxState.Waiting, null, deferred.Reason, item.Attempts, now, deferred.NewAddress),
                    null, deferred.After ?? _firstRetry);
            case DeliveryOutcome.Held held:
                return (new Settlement(item.Id, OutboxState.Waiting, null, held.Reason, item.Attempts, now), null, null);
            default:
                var reason = ((DeliveryOutcome.Unknown)outcome).Reason;
                return Unknown(item.Id, item.Message!.Kind == MessageKind.Human, item.Attempts + 1, item.CreatedAt, reason, now);
        }
    }

    /// <summary>What follows when nobody can say whether a message arrived.</summary>
    /// <param name="attempts">Sends with an unknown outcome, this one included.</param>
    public static (Settlement Settlement, DeliveryFailed Event, TimeSpan? RetryAfter) Unknown(
        long item, bool human, int attempts, DateTimeOffset createdAt, string reason, DateTimeOffset now)
    {
        var again = !human && attempts < MaxUnknown && (attempts == 1 || now - createdAt < RepeatWithin);
        var state = again ? OutboxState.Waiting : OutboxState.Unknown;
        return (
            new Settlement(item, state, null, reason, attempts, now),
            new DeliveryFailed(item, reason, Unreachable: false, Unknown: true, again),
            again ? Backoff(attempts) : null);
    }

    /// <summary>Nobody can say whether it arrived, but the messenger can be asked: until it has answered, the message does not go again.</summary>
    public static (Settlement Settlement, DeliveryFailed Event) Asking(long item, int attempts, string reason, DateTimeOffset now) => (
        new Settlement(item, OutboxState.Sending, null, reason, attempts, now),
        new DeliveryFailed(item, reason, Unreachable: false, Unknown: true, Again: false));

    /// <summary>What follows from the messenger's answer to <see cref="Asking"/>.</summary>
    public static (Settlement Settlement, DeliveryFailed? Event) Answered(OutboxItem item, EnquiryResult answer, DateTimeOffset now)
    {
        if (answer.Found is { } found)
            return (new Settlement(item.Id, found.State, found.MessageId, null, item.Attempts, now), null);

        var reason = answer.Several ? DeliveryReasons.Several : DeliveryReasons.NotAccepted;
        var again = !answer.Several && item.Attempts < MaxUnknown;
        return (
            new Settlement(item.Id, again ? OutboxState.Waiting : OutboxState.Unknown, null, reason, item.Attempts, now),
            new DeliveryFailed(item.Id, reason, Unreachable: false, Unknown: true, again));
    }

    /// <summary>An act without words: whatever came of it is final and harmless.</summary>
    public static Settlement SettleAct(OutboxItem item, DeliveryOutcome outcome, DateTimeOffset now) => outcome switch
    {
        DeliveryOutcome.Sent sent => new Settlement(item.Id, OutboxState.Sent, sent.MessageId, null, 0, now),
        DeliveryOutcome.Rejected rejected => new Settlement(item.Id, OutboxState.Rejected, null, rejected.Reason, 0, now),
        DeliveryOutcome.Deferred deferred => new Settlement(item.Id, OutboxState.Rejected, null, deferred.Reason, 0, now),
        DeliveryOutcome.Held held => new Settlement(item.Id, OutboxState.Rejected, null, held.Reason, 0, now),
        _ => new Settlement(item.Id, OutboxState.Unknown, null, ((DeliveryOutcome.Unknown)outcome).Reason, 1, now),
    };

    private static TimeSpan Backoff(int attempts)
    {
        var wait = _firstRetry * Math.Pow(2, attempts - 1);
        return wait < _longestRetry ? wait : _longestRetry;
    }
}
