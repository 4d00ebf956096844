namespace ConsultBot.Application.Deliveries;

/// <summary>
/// A clock that only runs: it begins at the machine's time and then counts what passed, whoever sets the machine's clock.
/// For pace and retries; what is stored or promised takes the machine's time.
/// </summary>
internal sealed class SteadyClock(TimeProvider time)
{
    private readonly DateTimeOffset _began = time.GetUtcNow();
    private readonly long _timestamp = time.GetTimestamp();

    public DateTimeOffset Now => _began + time.GetElapsedTime(_timestamp);
}
