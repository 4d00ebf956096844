namespace ConsultBot.Application.Turns;

/// <summary>
/// How many turns one transaction takes: as many as fit into a few milliseconds on this machine, so that a lone citizen's
/// wait and what a crash leaves unknown stay small, and a burst is still committed in bulk.
/// </summary>
internal sealed class BatchSize
{
    public const int Least = 32;
    public const int Most = 256;

    /// <summary>Turns beside the inputs of a burst: storing them goes first.</summary>
    public const int InBurst = 8;

    private const int Step = 16;
    private static readonly TimeSpan _wanted = TimeSpan.FromMilliseconds(4);

    public int Turns { get; private set; } = Least * 2;

    /// <summary>Learns from a batch.</summary>
    /// <param name="time">What its turns took; the wait for the disk is not among it, since a slow disk asks for larger batches.</param>
    /// <param name="turns">Turns that it had.</param>
    public void Took(TimeSpan time, int turns)
    {
        if (turns < Turns)
            return;

        Turns = time > _wanted ? Math.Max(Least, Turns * 3 / 4) : Math.Min(Most, Turns + Step);
    }
}
