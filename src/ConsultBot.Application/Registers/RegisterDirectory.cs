using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Registers;

/// <summary>People and units of the register in force.</summary>
internal sealed class RegisterDirectory(ContentHolder content) : IRegisterDirectory
{
    public IReadOnlyList<NamedEntry> People(Language language) => Sorted(
        content.Current.Register.Data.People.Select(person => new NamedEntry(person.Id, person.Name(language))));

    public IReadOnlyList<NamedEntry> Units(Language language) => Sorted(
        content.Current.Register.Data.Units.Select(unit => new NamedEntry(unit.Id, unit.Name.In(language))));

    public string? PersonName(string person, Language language) => content.Current.Register.Person(person)?.Name(language);

    private static IReadOnlyList<NamedEntry> Sorted(IEnumerable<NamedEntry> entries) =>
        [.. entries.OrderBy(entry => entry.Name, StringComparer.Ordinal)];
}
