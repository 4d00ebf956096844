using ConsultBot.Domain.Conversations;

namespace ConsultBot.Application.Ports;

/// <summary>An input as it came, before anybody read it.</summary>
/// <param name="Key">Its identity within channel and account: the same key is the same input, whenever it comes again.</param>
/// <param name="Bytes">What the messenger sent, or the JSON form of an event (<see cref="InputSource.Event"/>).</param>
public sealed record RawInput(
    CitizenAddress Address, string Key, InputSource Source, ReadOnlyMemory<byte> Bytes, DateTimeOffset ReceivedAt);

public enum InputSource
{
    /// <summary>A channel's own format; read by that channel.</summary>
    Channel,

    /// <summary>An event of our own: the desk's, a timer's, a delivery's.</summary>
    Event,
}
