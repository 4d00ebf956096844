using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Ports;

/// <summary>Asks the outside services that the settings declare; no other address can be reached through it.</summary>
public interface IServiceCaller
{
    /// <summary>Asks once, within the service's time and size. Never throws for what the network does.</summary>
    Task<ServiceReply> Call(CallService call, CancellationToken cancellationToken);
}

/// <param name="Values">The fields of the answer that were wanted and are there.</param>
/// <param name="Fault">Why there is no answer, without anything personal in it; null when there is one.</param>
public sealed record ServiceReply(IReadOnlyDictionary<string, string> Values, string? Fault)
{
    public static ServiceReply Failed(string fault) => new(new Dictionary<string, string>(StringComparer.Ordinal), fault);
}
