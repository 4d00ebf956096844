using ConsultBot.Domain.Conversations;

namespace ConsultBot.Application.Ports;

/// <summary>Questions that the pack did not answer, as its authors look at them. Identifying numbers and phones are masked.</summary>
public interface IUnansweredQuestions
{
    /// <param name="since">The earliest.</param>
    /// <param name="most">At most so many; the latest first.</param>
    Task<IReadOnlyList<KeptQuestion>> Read(DateTimeOffset since, int most, CancellationToken cancellationToken);
}

/// <param name="Journal">Id of the journal entry of its turn.</param>
/// <param name="Pack">Number of the pack that was asked.</param>
public sealed record KeptQuestion(long Journal, DateTimeOffset At, int Pack, UnansweredQuestion Question);
