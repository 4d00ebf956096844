using System.Text;
using System.Text.Json.Nodes;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>
/// The approved texts for a citizen whose 24 hours are over: they say that a message waits and ask for a word, and they
/// carry the signature as every message does. Which of them are approved is noted, so that a restart knows it at once.
/// </summary>
internal sealed class WhatsAppTemplates(IWhatsAppGateway gateway, IChannelNotes notes)
{
    /// <summary>Letters of a template with its variables filled in, at most.</summary>
    public const int Limit = 1024;

    public const string Approved = "approved";

    private const string Note = "template:";

    /// <summary>1 = the consultation's number, 2 = the signature. A template may neither begin nor end with a variable.</summary>
    private static readonly LocalText _text = new(
        "Сұрағыңыз бойынша сізге хабарлама бар. Нөмірі: {{1}}. Оқу үшін осы хабарламаға «иә» деп жауап беріңіз.\n\n{{2}}\nКеңес қызметі.",
        "По вашему вопросу есть сообщение. Номер: {{1}}. Чтобы прочитать, ответьте на это сообщение словом «да».\n\n{{2}}\nСлужба консультаций.",
        "There is a message for you about your question. Number: {{1}}. To read it, reply “yes” to this message.\n\n{{2}}\nConsultation service.");

    private volatile IReadOnlyDictionary<Language, string>? _approved;

    /// <summary>What a content of ours is called at Twilio.</summary>
    public static string Name(Language language) => "consultbot_window_" + language.Code();

    public static string Text(Language language) => _text.In(language);

    /// <summary>Sid of the approved template; null while there is none.</summary>
    public string? Sid(Language language) => (_approved ??= Noted()).GetValueOrDefault(language);

    /// <summary>The variables of a message's template; null when the text would be too long.</summary>
    public static string? Variables(OutboundMessage message)
    {
        var (number, signature) = (message.Consultation ?? "—", OneLine(message.Signature.Text));
        var whole = Text(message.Language).Replace("{{1}}", number, StringComparison.Ordinal).Replace("{{2}}", signature, StringComparison.Ordinal);
        return whole.Length > Limit ? null : new JsonObject { ["1"] = number, ["2"] = signature }.ToJsonString(Json.Readable);
    }

    /// <summary>Asks Twilio which templates are approved. False when it gave no answer.</summary>
    public async Task<bool> Refresh(CancellationToken cancellationToken)
    {
        if (await gateway.Contents(cancellationToken) is not { } contents)
            return false;

        var approved = new Dictionary<Language, string>();
        foreach (var language in Languages.All)
        {
            foreach (var content in contents.Where(content => content.Name == Name(language)))
            {
                if (await gateway.Approval(content.Sid, cancellationToken) == Approved)
                    approved[language] = content.Sid;
            }
        }

        foreach (var language in Languages.All.Where(language => Sid(language) != approved.GetValueOrDefault(language)))
            notes.Write(WhatsAppChannel.ChannelName, Note + language.Code(), approved.GetValueOrDefault(language) ?? "");

        _approved = approved;
        return true;
    }

    /// <summary>The content of a language as the Content API takes it.</summary>
    public static byte[] Content(Language language) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["friendly_name"] = Name(language),
        ["language"] = language.Code(),
        ["variables"] = new JsonObject { ["1"] = "K-2026-000123", ["2"] = "А. Ахметова" },
        ["types"] = new JsonObject { ["twilio/text"] = new JsonObject { ["body"] = Text(language) } },
    }.ToJsonString(Json.Readable));

    private Dictionary<Language, string> Noted() => notes.ReadAll(WhatsAppChannel.ChannelName, Note)
        .Where(note => note.Value.Length > 0)
        .ToDictionary(note => Languages.Parse(note.Key[Note.Length..])!.Value, note => note.Value);

    // A variable may have no line break and no four spaces in a row.
    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[])['\n', '\r', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
}
