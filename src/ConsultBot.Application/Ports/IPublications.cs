using ConsultBot.Domain.Conversations;

namespace ConsultBot.Application.Ports;

/// <summary>Numbered, immutable publications of packs and registers.</summary>
public interface IPublications
{
    /// <summary>The newest one that was not called back; null when there is none.</summary>
    Task<Publication?> Latest(PublicationKind kind, CancellationToken cancellationToken);

    /// <summary>The newest one older than a number that was not called back; null when there is none.</summary>
    Task<Publication?> Before(PublicationKind kind, int number, CancellationToken cancellationToken);

    /// <summary>One by its number, also when it was called back.</summary>
    Task<Publication?> Read(PublicationKind kind, int number, CancellationToken cancellationToken);

    /// <summary>The one that was in force at an instant, the first one before there was any; null when there is none.</summary>
    Task<Publication?> InForceAt(PublicationKind kind, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Such a content was published once, whatever became of it.</summary>
    /// <param name="hash">SHA-256 of the content, lower-case hex.</param>
    Task<bool> Knows(PublicationKind kind, string hash, CancellationToken cancellationToken);

    /// <summary>Stores a publication and gives it the next number.</summary>
    /// <param name="hash">SHA-256 of the content, lower-case hex.</param>
    Task<int> Publish(PublicationKind kind, string hash, byte[] content, DateTimeOffset at, string by, CancellationToken cancellationToken);

    /// <summary>Calls one back; once is enough.</summary>
    Task Recall(PublicationKind kind, int number, DateTimeOffset at, string by, CancellationToken cancellationToken);

    /// <summary>Citizens whose dialog still runs on a pack that was called back.</summary>
    Task<IReadOnlyList<RecalledTalk>> RecalledTalks(CancellationToken cancellationToken);
}

public enum PublicationKind
{
    Pack = 1,
    Register = 2,
}

/// <param name="Content">The source files, as <c>Application.Packs.SourceFiles</c> writes them.</param>
public sealed record Publication(int Number, string Hash, byte[] Content, DateTimeOffset At, string By);

/// <param name="Turns">How many turns the conversation had.</param>
public sealed record RecalledTalk(CitizenAddress Address, int Pack, int Turns);
