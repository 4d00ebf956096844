using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations.Events;

namespace ConsultBot.Application.Consultations;

/// <summary>Files that citizens sent, fetched from their messenger when an officer asks for one; nothing of them is stored here.</summary>
public sealed class CitizenFiles(IConversationReader reader, IEnumerable<IChannel> channels)
{
    /// <summary>The file of a turn; null when it has none, or it cannot be had any more.</summary>
    public async Task<ChannelFile?> Fetch(long conversation, long sequence, CancellationToken cancellationToken)
    {
        if (await reader.Conversation(conversation, cancellationToken) is not { } row)
            return null;

        var turns = await reader.Transcript(conversation, sequence - 1, 1, cancellationToken);
        if (turns is not [{ Record.Event: CitizenSentMedia { File: { } file } } turn] || turn.Sequence != sequence)
            return null;

        return channels.FirstOrDefault(channel => channel.Name == row.Address.Channel) is { } channel
            ? await channel.Fetch(file, cancellationToken)
            : null;
    }
}
