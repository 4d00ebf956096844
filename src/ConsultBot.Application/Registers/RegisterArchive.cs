using System.Collections.Concurrent;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Application.Registers;

/// <summary>
/// The register as it was known at an instant: the publication in force then, without the rows recorded later. Before the
/// first publication, what that one says was recorded by then.
/// </summary>
public sealed class RegisterArchive(IPublications publications)
{
    private readonly ConcurrentDictionary<int, (Publication Publication, RegisterData Data)> _read = new();

    /// <summary>Null when nothing was ever published.</summary>
    public async Task<ArchivedRegister?> AsKnown(DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await publications.InForceAt(PublicationKind.Register, at, cancellationToken) is not { } publication)
            return null;

        var (_, data) = _read.GetOrAdd(publication.Number, _ => (publication, RegisterReader.Read(SourceFiles.FromBytes(publication.Content), "", [])));
        return new ArchivedRegister(publication, new Register(data.AsKnown(at), publication.Number));
    }
}

public sealed record ArchivedRegister(Publication Publication, Register Register);
