namespace ConsultBot.Domain.Messages;

/// <summary>What a message is: the bot's answer, a person's words, a question of a dialog, or a notice.</summary>
public enum MessageKind
{
    Bot,
    Human,
    Prompt,
    Notice,
}
