using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Consultations;

/// <summary>Whether a message is ours, by the code that it carries. Wrong codes are counted, so that guessing leads nowhere.</summary>
public sealed class MessageChecks(IMessageCodes messages, ISecrets secrets, WrongTries tries)
{
    // All guesses at codes of messages are counted as guesses at one number.
    private const string Subject = "message";

    /// <param name="sender">Where the try comes from; only counted.</param>
    public Sight Look(string? typed, string sender)
    {
        if (!tries.AllowsSender(sender))
            return new Sight(null, TooMany: true);

        var found = MessageCode.Read(typed) is { } code ? messages.Find(MessageCode.Hash(secrets.GetOrCreate(CheckCodes.SecretName), code)) : null;
        if (found is null)
            tries.Add(Subject, sender);

        return new Sight(null, Message: found);
    }
}
