using ConsultBot.Application.Ports;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Desk.Tests;

/// <summary>A small register: one head, one officer, two units.</summary>
internal sealed class FakeRegister : IPublicFace, IRegisterDirectory
{
    public const string Unit = "alatau";
    public const string OtherUnit = "land";
    public const string OfficerPerson = "serik";

    private static readonly DateOnly _day = new(2026, 11, 24);
    private static readonly Place _place = new("register", 1, 1);

    private readonly Register _register = new(Data(), number: 1);

    public Signature Sign(Language language, bool human = false) => _register.Sign(
        null, null, null, _day, language, SignatureForm.Full, human ? _register.Officer(OfficerPerson, _day, language) : null);

    public string ServiceName(Language language) =>
        new LocalText("Құжаттар бойынша кеңес", "Консультации по документам", "Advice on documents").In(language);

    public AccountableOfficial? OfficialOf(string? topic, string? region, Language language, int raised = 0)
    {
        var signature = Sign(language);
        return new AccountableOfficial(
            signature.Official, signature.Position, signature.Unit, signature.Body, "15", new DateOnly(2026, 1, 10), "R-1", signature.Level);
    }

    public string? SignatureOf(string person, string? topic, string? region, Language language, int raised = 0) => Sign(language, human: true).Text;

    public string? TopicName(string topic, Language language) => new LocalText("Жеке куәлік", "Удостоверение личности", "Identity card").In(language);

    public string FormalWay(Language language) => new LocalText("ХҚКО", "ЦОН", "the service centre").In(language);

    public string? RegionName(string region, Language language) => new LocalText("Алатау ауданы", "Алатауский район", "Alatau district").In(language);

    public IReadOnlyList<NamedEntry> People(Language language) =>
        [.. _register.Data.People.Select(person => new NamedEntry(person.Id, person.Name(language)))];

    public IReadOnlyList<NamedEntry> Units(Language language) =>
        [.. _register.Data.Units.Select(unit => new NamedEntry(unit.Id, unit.Name.In(language)))];

    public string? PersonName(string person, Language language) => _register.Person(person)?.Name(language);

    private static RegisterData Data() => new(
        [new Region(Register.RootRegion, null, LocalText.Same("Қазақстан"), [], _place)],
        [new Body("body", new LocalText("Алатау ауданының әкімдігі", "Акимат Алатауского района", "Akimat of Alatau district"), LocalText.Same("АА"), null, _place)],
        [
            new Unit(Unit, "body", new LocalText("Құжаттар бөлімі", "Отдел документов", "Documents unit"), _place),
            new Unit(OtherUnit, "body", new LocalText("Жер бөлімі", "Земельный отдел", "Land unit"), _place),
        ],
        [
            new Position("head", Unit, new LocalText("бөлім басшысы", "начальник отдела", "Head of Unit"), null, null, null, null, null, _place),
            new Position("chief", Unit, new LocalText("бас маман", "главный специалист", "Chief Officer"), null, "head", null, null, null, _place),
        ],
        [
            new Person("akhmetova", new LocalText("Ахметова", "Ахметова", "Akhmetova"), new LocalText("Айгүл", "Айгуль", "Aigul"), null, _place),
            new Person(OfficerPerson, new LocalText("Нұрмұхамбетова-Әбдірахманова", "Нурмухамбетова-Абдрахманова", "Nurmukhambetova"), new LocalText("Гүлбаршын-Фатима", "Гульбаршын-Фатима", "Gulbarshyn"), null, _place),
            new Person("asel", new LocalText("Бекова", "Бекова", "Bekova"), new LocalText("Әсел", "Асель", "Asel"), null, _place),
        ],
        [
            new Assignment("a1", "head", "akhmetova", AssignmentKind.Permanent, new DateOnly(2026, 1, 10), null, "15", new DateOnly(2026, 1, 10), null, _place),
            new Assignment("a2", "chief", OfficerPerson, AssignmentKind.Permanent, new DateOnly(2026, 1, 10), null, "16", new DateOnly(2026, 1, 10), null, _place),
        ],
        [new ResponsibilityRule("R-1", ResponsibilityRule.AnyTopic, Register.RootRegion, "head", null, null, _place)]);
}
