using ConsultBot.Domain.Conversations;

namespace ConsultBot.Application.Ports;

/// <summary>Messages by the hash of the code that they carry.</summary>
public interface IMessageCodes
{
    /// <summary>Null when no message has it.</summary>
    MessageSight? Find(string hash);
}
