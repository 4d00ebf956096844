using ConsultBot.Application.Ports;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Packs;

internal sealed class EntryLinks(ContentHolder content, IEnumerable<IChannel> channels) : ITopicLinks
{
    private readonly IReadOnlyList<IChannel> _channels = [.. channels];

    public IReadOnlyList<TopicLinks> All(Language language) =>
        [.. content.Current.Pack.Data.Topics.Select(topic => Of(topic.Id, topic.Label.In(language)))];

    private TopicLinks Of(string topic, string label) => new(
        topic, label,
        [.. _channels.Select(channel => (channel.Name, Address: channel.Link(topic, label))).Where(link => link.Address is not null)
            .Select(link => new ChannelLink(link.Name, link.Address!))]);
}
