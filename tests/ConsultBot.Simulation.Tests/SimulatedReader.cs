using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Simulation.Tests;

/// <summary>The desk's reads of what is committed.</summary>
internal sealed class SimulatedReader(SimulatedStore store) : IConversationReader
{
    public Task<ConsultationRow?> Consultation(string number, CancellationToken cancellationToken) =>
        Task.FromResult(store.Consultations.GetValueOrDefault(number));

    public Task<string?> CodeHash(string number, CancellationToken cancellationToken) =>
        Task.FromResult(store.Consultations.GetValueOrDefault(number)?.Consultation.CodeHash);

    public Task<CitizenAddress?> Citizen(string channel, string address, CancellationToken cancellationToken) => Task.FromResult<CitizenAddress?>(null);

    public Task<IReadOnlyList<ConsultationRow>> Open(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ConsultationRow>>([.. store.Open]);

    public Task<IReadOnlyList<ConsultationRow>> Closed(IReadOnlyList<string> units, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ConsultationRow>>([]);

    public Task<IReadOnlyList<TranscriptTurn>> Transcript(long conversation, long after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TranscriptTurn>>([]);

    public Task<long?> Find(CitizenAddress address, CancellationToken cancellationToken) => Task.FromResult<long?>(null);

    public Task<ConversationRow?> Conversation(long conversation, CancellationToken cancellationToken) => Task.FromResult<ConversationRow?>(null);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<TimeSpan>>> RecentWaits(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<TimeSpan>>>(new Dictionary<string, IReadOnlyList<TimeSpan>>());
}
