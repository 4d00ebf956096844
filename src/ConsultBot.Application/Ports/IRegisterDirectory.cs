using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Ports;

/// <summary>People and units of the published register, to choose from and to name.</summary>
public interface IRegisterDirectory
{
    /// <summary>Everybody in the register, by name.</summary>
    IReadOnlyList<NamedEntry> People(Language language);

    /// <summary>Every unit, by name.</summary>
    IReadOnlyList<NamedEntry> Units(Language language);

    /// <summary>A person's full name; null for an unknown id.</summary>
    string? PersonName(string person, Language language);
}

public sealed record NamedEntry(string Id, string Name);
