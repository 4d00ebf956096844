using ConsultBot.Domain.Journals;

namespace ConsultBot.Application.Ports;

/// <summary>The desk's own journal: acts of administrators, looks at citizens' talks, changes of answers.</summary>
public interface IDeskJournal
{
    /// <summary>Appends the entries, all or none; they are durable when it returns.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was written: what was to be noted must not happen.</exception>
    void Append(IReadOnlyList<DeskEvent> events, DateTimeOffset at);
}
