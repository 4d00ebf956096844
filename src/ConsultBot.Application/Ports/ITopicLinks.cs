using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Ports;

/// <summary>Addresses that open a chat at a topic, for posters and portals.</summary>
public interface ITopicLinks
{
    /// <summary>Every topic of the published pack, in its order, with its address in each channel that has one.</summary>
    IReadOnlyList<TopicLinks> All(Language language);
}

/// <param name="Topic">Its id.</param>
/// <param name="Label">Its name on a button: what the citizen then says.</param>
public sealed record TopicLinks(string Topic, string Label, IReadOnlyList<ChannelLink> Channels);

/// <param name="Channel">The channel's name.</param>
public sealed record ChannelLink(string Channel, string Address);
