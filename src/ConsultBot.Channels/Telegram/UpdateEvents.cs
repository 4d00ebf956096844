using System.Globalization;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace ConsultBot.Channels.Telegram;

/// <summary>A parsed update to an event. An enum's 0 means a value that the library does not know.</summary>
internal sealed class UpdateEvents(TelegramAccount account)
{
    public ConversationEvent From(Update update) => update switch
    {
        { Message: { } message } => Message(message),
        { CallbackQuery: { } press } => Press(press),
        { EditedMessage: { } edited } => Edited(edited),
        { MyChatMember: { } member } => Membership(member),
        { Type: UpdateType.Unknown } => new InputIgnored("an update of an unknown kind"),
        _ => new InputIgnored($"an update of the kind {update.Type}"),
    };

    private ConversationEvent Message(Message message) => message switch
    {
        { Chat: null } => throw new UnreadableInputException("The message names no chat."),
        // Two bots that answer one another never stop.
        { From.IsBot: true } => new InputIgnored("a message of a bot"),
        { Chat.Type: ChatType.Private } => Private(message),
        { Chat.Type: ChatType.Group or ChatType.Supergroup or ChatType.Channel } => Group(message),
        _ => new InputIgnored("a chat of an unknown kind"),
    };

    private static ConversationEvent Private(Message message)
    {
        if (message.Text is { } text)
            return new CitizenWrote(TelegramText.Clean(text), Hint(message.From));

        // The library counts what it does not know as a service message; a citizen who sent it waits for an answer.
        return message.IsServiceMessage && message.Type != MessageType.Unknown
            ? new InputIgnored($"a service message: {message.Type}")
            : MediaEvents.From(message);
    }

    private ConversationEvent Group(Message message) =>
        Addresses(message.Text ?? message.Caption ?? "")
            ? new GroupEntered(account.Link)
            : new InputIgnored("a message in a group that is not for us");

    /// <summary>A command that names no other bot, or our name with @ as a word of its own.</summary>
    private bool Addresses(string text)
    {
        if (text.StartsWith('/'))
        {
            var end = text.AsSpan().IndexOfAny(' ', '\n', '\t');
            var command = end < 0 ? text.AsSpan() : text.AsSpan(0, end);
            var at = command.IndexOf('@');
            if (at < 0 || command[(at + 1)..].Equals(account.Username, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return account.Username is { } name && Mentions(text, "@" + name);
    }

    private static bool Mentions(string text, string mention)
    {
        for (var i = text.IndexOf(mention, StringComparison.OrdinalIgnoreCase); i >= 0;
            i = text.IndexOf(mention, i + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = i + mention.Length;
            if ((i == 0 || !IsNamePart(text[i - 1])) && (end == text.Length || !IsNamePart(text[end])))
                return true;
        }

        return false;
    }

    private static bool IsNamePart(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    private static ConversationEvent Press(CallbackQuery press)
    {
        if (press.Message?.Chat is { Type: not ChatType.Private })
            return new InputIgnored("a press in a group");

        if (press.Data is not { } data || press.Id is null)
            return new InputIgnored("a press that carries nothing");

        var message = press.Message?.Id.ToString(CultureInfo.InvariantCulture);
        return new CitizenPressed(TelegramText.Clean(data), press.Id, message, Hint(press.From));
    }

    private static ConversationEvent Edited(Message message)
    {
        if (message.Chat is null)
            throw new UnreadableInputException("The edited message names no chat.");

        if (message.Chat.Type != ChatType.Private || message.From?.IsBot == true)
            return new InputIgnored("an edit outside a private chat");

        // Other edits are those of a live location, which moves on by itself.
        return (message.Text ?? message.Caption) is { } text
            ? new CitizenEdited(TelegramText.Clean(text), message.Id.ToString(CultureInfo.InvariantCulture))
            : new InputIgnored("an edit without words");
    }

    private ConversationEvent Membership(ChatMemberUpdated member)
    {
        var (before, now) = (IsIn(member.OldChatMember), IsIn(member.NewChatMember));
        return member.Chat?.Type switch
        {
            ChatType.Private when member.NewChatMember?.Status == ChatMemberStatus.Kicked => new CitizenBlocked(),
            ChatType.Private when now => new CitizenReturned(),
            ChatType.Group or ChatType.Supergroup or ChatType.Channel when now && !before => new GroupEntered(account.Link),
            _ => new InputIgnored("a change of our membership"),
        };
    }

    private static bool IsIn(ChatMember? member) => member is
        ChatMemberMember or ChatMemberAdministrator or ChatMemberOwner or ChatMemberRestricted { IsMember: true };

    private static Language? Hint(User? person) => Languages.Parse(person?.LanguageCode);
}
