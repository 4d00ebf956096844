using ConsultBot.Application.Ports;

namespace ConsultBot.Application.Deliveries;

/// <summary>Asks a messenger what became of a send. A message that it never took is not found however often it looks.</summary>
internal static class Enquiry
{
    /// <summary>Pauses before each look; together half a minute, in which a message that was taken shows itself.</summary>
    public static IReadOnlyList<TimeSpan> Pauses { get; } =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(15)];

    // While the messenger cannot even be asked, nothing is decided.
    private static readonly TimeSpan _unansweredPause = TimeSpan.FromSeconds(30);

    public static async Task<EnquiryResult> Ask(IDeliveryLookup lookup, OutboxItem item, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var look = 0; look < Pauses.Count;)
        {
            await Task.Delay(Pauses[look], time, cancellationToken).ConfigureAwait(false);
            switch (await lookup.Find(item, cancellationToken).ConfigureAwait(false))
            {
                case null:
                    await Task.Delay(_unansweredPause, time, cancellationToken).ConfigureAwait(false);
                    break;
                case [var found]:
                    return new EnquiryResult(found, Several: false);
                case { Count: > 1 }:
                    return new EnquiryResult(null, Several: true);
                default:
                    look++;
                    break;
            }
        }

        return new EnquiryResult(null, Several: false);
    }
}

/// <param name="Found">Null when there is none, or <paramref name="Several"/>.</param>
internal readonly record struct EnquiryResult(FoundMessage? Found, bool Several);
