using ConsultBot.Application.Ports;

namespace ConsultBot.Application.Deliveries;

/// <summary>The channels of this installation by name.</summary>
internal sealed class ChannelDirectory(IEnumerable<IChannel> channels)
{
    private readonly Dictionary<string, IChannel> _channels = channels.ToDictionary(channel => channel.Name, StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">A stored conversation belongs to a channel that is switched off.</exception>
    public IChannel Find(string name) =>
        _channels.GetValueOrDefault(name) ?? throw new InvalidOperationException($"The channel '{name}' is not configured.");

    public bool Has(string name) => _channels.ContainsKey(name);
}
