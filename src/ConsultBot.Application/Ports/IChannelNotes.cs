namespace ConsultBot.Application.Ports;

/// <summary>What a channel must remember over restarts beside conversations: how far it has read, what it has made at the messenger.</summary>
public interface IChannelNotes
{
    /// <summary>Null when nothing was noted under this name.</summary>
    string? Read(string channel, string name);

    /// <summary>All that was noted under names that begin so, by name.</summary>
    IReadOnlyDictionary<string, string> ReadAll(string channel, string prefix);

    /// <summary>Durable when it returns.</summary>
    void Write(string channel, string name, string value);
}
