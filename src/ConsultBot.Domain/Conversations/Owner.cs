namespace ConsultBot.Domain.Conversations;

/// <summary>Who speaks in a conversation. One at a time.</summary>
public enum Owner
{
    Bot,
    Queue,
    Officer,
}
