using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Application.Registers;

/// <summary>What screens show of the content in force.</summary>
internal sealed class PublicFace(ContentHolder content, TimeProvider time, TimeZoneInfo zone) : IPublicFace
{
    public string ServiceName(Language language) => content.Current.Pack.Data.Service.In(language);

    public AccountableOfficial? OfficialOf(string? topic, string? region, Language language, int raised = 0)
    {
        var (register, group) = (content.Current.Register, Group(topic));
        var found = register.Resolve(topic, group, region, Today, raised);
        if (found.Assignment is not { } assignment)
            return null;

        var signature = register.Sign(topic, group, region, Today, language, SignatureForm.Full, null, raised);
        return new AccountableOfficial(
            signature.Official, signature.Position, signature.Unit, signature.Body, assignment.OrderNumber, assignment.OrderDate,
            found.Rule.Id, found.Level);
    }

    public string? SignatureOf(string person, string? topic, string? region, Language language, int raised = 0)
    {
        var register = content.Current.Register;
        if (register.Officer(person, Today, language) is not { } officer)
            return null;

        try
        {
            return register.Sign(topic, Group(topic), region, Today, language, SignatureForm.Full, officer, raised).Text;
        }
        catch (NobodyInForceException)
        {
            return null;
        }
    }

    public string? TopicName(string topic, Language language) => content.Current.Pack.Topic(topic)?.Title.In(language);

    public string? TopicLabel(string topic, Language language) => content.Current.Pack.Topic(topic)?.Label.In(language);

    public string? RegionName(string region, Language language) => content.Current.Register.Region(region)?.Name.In(language);

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);

    private string? Group(string? topic) => content.Current.Pack.Topic(topic)?.Group;
}
