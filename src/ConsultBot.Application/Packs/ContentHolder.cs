using System.Collections.Concurrent;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Dialogs;

namespace ConsultBot.Application.Packs;

/// <summary>The content in force, swapped whole; older packs for dialogs that began on them.</summary>
internal sealed class ContentHolder(IPublications publications)
{
    private readonly ConcurrentDictionary<int, Pack?> _older = new();
    private DeskContent? _current;

    public bool IsPublished => Volatile.Read(ref _current) is not null;

    /// <exception cref="InvalidOperationException">Nothing was published yet.</exception>
    public DeskContent Current => Volatile.Read(ref _current) ?? throw new InvalidOperationException("No content is published yet.");

    public void Swap(DeskContent content) => Volatile.Write(ref _current, content);

    /// <summary>An earlier pack; null when the database does not have it or it cannot be read any more.</summary>
    public Pack? Older(int number) => _older.GetOrAdd(number, Read);

    private Pack? Read(int number)
    {
        var found = publications.Read(PublicationKind.Pack, number, CancellationToken.None).GetAwaiter().GetResult();
        return found is null ? null : ContentSources.BuildPack(SourceFiles.FromBytes(found.Content), number);
    }
}
