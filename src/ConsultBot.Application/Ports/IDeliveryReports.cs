namespace ConsultBot.Application.Ports;

/// <summary>Where a messenger's later word about a message enters.</summary>
public interface IDeliveryReports
{
    /// <summary>Completes when what follows from the reports is durable.</summary>
    /// <exception cref="InboxClosedException">Nothing was accepted.</exception>
    Task Accept(IReadOnlyList<DeliveryReport> reports, CancellationToken cancellationToken);
}

/// <summary>What a messenger says about a message that it has taken. Reports may come in any order and several times.</summary>
/// <param name="Item">Id of the outbox row: our own number, which the messenger gives back.</param>
/// <param name="MessageId">The channel's id of this send; another send of the same row has another.</param>
/// <param name="State">Sent, Rejected, Delivered or Read.</param>
/// <param name="Channel">Whose word it is: a row of another channel is left alone.</param>
/// <param name="Failure">Why, when it is Rejected.</param>
public sealed record DeliveryReport(long Item, string MessageId, OutboxState State, string Channel, DeliveryOutcome? Failure = null);

/// <summary>An outbox row as it stands, for the rules of reports.</summary>
/// <param name="MessageId">The channel's id of the latest send; null before the first.</param>
public sealed record OutboxRowState(UnsettledItem Item, string? MessageId);
