using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations.Events;

namespace ConsultBot.Application.Deliveries;

/// <summary>
/// What follows from a messenger's later word about a message. The order of states is sent, rejected, delivered, read: a
/// report moves a message only forward, so that any order of reports, with repeats, ends in the same state.
/// </summary>
internal static class ReportPolicy
{
    /// <summary>A message younger than this goes once more after a failure that may pass.</summary>
    public static readonly TimeSpan RetryWithin = TimeSpan.FromHours(1);

    private static readonly TimeSpan _retryAfter = TimeSpan.FromMinutes(1);

    /// <summary>Null when the report says nothing new.</summary>
    public static ReportEffect? Follow(OutboxRowState row, DeliveryReport report, DateTimeOffset now)
    {
        if (row.Item.IsAct || row.Item.Address.Channel != report.Channel)
            return null;

        if (report.State == OutboxState.Rejected)
            return Failed(row, report, now);

        return Rank(report.State) > Rank(row.Item.State)
            ? new ReportEffect(new Settlement(row.Item.Id, report.State, report.MessageId, null, row.Item.Attempts, now), null, null)
            : null;
    }

    private static ReportEffect? Failed(OutboxRowState row, DeliveryReport report, DateTimeOffset now)
    {
        var item = row.Item;
        var waits = item.State is OutboxState.Waiting or OutboxState.Sending;

        // While it waits, a failure of the latest send was heard before; later, one of an earlier send tells nothing.
        if (row.MessageId is { } known && (known == report.MessageId) == waits)
            return null;

        var failure = report.Failure ?? new DeliveryOutcome.Rejected(DeliveryReasons.With(DeliveryReasons.Failed, ""));
        if (Rank(item.State) > Rank(OutboxState.Rejected))
            return new ReportEffect(new Settlement(item.Id, item.State, null, Reason(failure), item.Attempts, now), null, null);

        if (failure is DeliveryOutcome.Held held)
            return Again(item, report, held.Reason, TimeSpan.Zero, now);

        if (failure is DeliveryOutcome.Deferred later && item.Attempts == 0 && now - item.CreatedAt < RetryWithin)
            return Again(item, report, later.Reason, later.After ?? _retryAfter, now);

        var rejected = failure as DeliveryOutcome.Rejected ?? new DeliveryOutcome.Rejected(Reason(failure));
        return new ReportEffect(
            new Settlement(item.Id, OutboxState.Rejected, report.MessageId, rejected.Reason, item.Attempts, now),
            new DeliveryFailed(item.Id, rejected.Reason, rejected.Unreachable, Unknown: false, Again: false, rejected.OptedOut), null);
    }

    private static ReportEffect Again(UnsettledItem item, DeliveryReport report, string reason, TimeSpan after, DateTimeOffset now) =>
        new(new Settlement(item.Id, OutboxState.Waiting, report.MessageId, reason, item.Attempts + 1, now), null, after);

    private static string Reason(DeliveryOutcome failure) => failure switch
    {
        DeliveryOutcome.Rejected rejected => rejected.Reason,
        DeliveryOutcome.Deferred deferred => deferred.Reason,
        DeliveryOutcome.Held held => held.Reason,
        _ => DeliveryReasons.Failed,
    };

    private static int Rank(OutboxState state) =>
        state is OutboxState.Waiting or OutboxState.Sending or OutboxState.Unknown ? 0 : (int)state;
}

/// <param name="RetryAfter">The message goes once more after this time; null = it does not.</param>
internal sealed record ReportEffect(Settlement Settlement, DeliveryFailed? Event, TimeSpan? RetryAfter);
