namespace ConsultBot.Application.Ports;

/// <summary>Numbered, immutable publications of packs and registers.</summary>
public interface IPublications
{
    /// <summary>The newest one; null when nothing was published yet.</summary>
    Task<Publication?> Latest(PublicationKind kind, CancellationToken cancellationToken);

    Task<Publication?> Read(PublicationKind kind, int number, CancellationToken cancellationToken);

    /// <summary>Stores a publication and gives it the next number.</summary>
    /// <param name="hash">SHA-256 of the content, lower-case hex.</param>
    Task<int> Publish(PublicationKind kind, string hash, byte[] content, DateTimeOffset at, string by, CancellationToken cancellationToken);
}

public enum PublicationKind
{
    Pack = 1,
    Register = 2,
}

/// <param name="Content">The source files, as <c>Application.Packs.SourceFiles</c> writes them.</param>
public sealed record Publication(int Number, string Hash, byte[] Content, DateTimeOffset At, string By);
