using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Ports;

/// <summary>What screens show of the published pack and register, as in force today.</summary>
public interface IPublicFace
{
    /// <summary>The name of the consultation service, for headings.</summary>
    string ServiceName(Language language);

    /// <summary>Who is accountable for a topic in a region now; null when nothing is published or nobody is in force.</summary>
    /// <param name="raised">Levels by which missed due times have moved the responsibility up.</param>
    AccountableOfficial? OfficialOf(string? topic, string? region, Language language, int raised = 0);

    /// <summary>The signature that a message written now by this person would carry; null when nothing could be signed.</summary>
    /// <param name="person">Id of the officer's person in the register.</param>
    string? SignatureOf(string person, string? topic, string? region, Language language, int raised = 0);

    /// <summary>A topic's name; null for an unknown one.</summary>
    string? TopicName(string topic, Language language);

    /// <summary>A topic's name as it stands on a button; null for an unknown one.</summary>
    string? TopicLabel(string topic, Language language) => TopicName(topic, language);

    /// <summary>A region's name; null for an unknown one.</summary>
    string? RegionName(string region, Language language);
}

/// <param name="Rule">Id of the rule of responsibility that was found.</param>
/// <param name="Level">Vacant positions passed on the way up.</param>
public sealed record AccountableOfficial(
    string Name, string Position, string Unit, string Body, string OrderNumber, DateOnly OrderDate, string Rule, int Level);
