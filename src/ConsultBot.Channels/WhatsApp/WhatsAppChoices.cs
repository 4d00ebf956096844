using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Messages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>
/// Buttons and lists. WhatsApp shows them only from a content that was made before, and making one is slow and limited: so
/// a text with choices that is said again and again gets one, and all others carry their choices as numbered lines. What
/// belongs to one consultation never becomes a content.
/// </summary>
internal sealed class WhatsAppChoices(IWhatsAppGateway gateway, IChannelNotes notes, TimeProvider clock, ILogger<WhatsAppChoices> log)
    : BackgroundService
{
    /// <summary>How often a text must have been said before it gets a content.</summary>
    public const int SaidOften = 3;

    private const int MaxText = 1024;
    private const int MaxReplies = 3;
    private const int MaxReplyTitle = 20;
    private const int MaxRows = 10;
    private const int MaxRowTitle = 24;
    private const int MaxCounted = 10_000;
    private const string Note = "content:";

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _restAfterRefusal = TimeSpan.FromHours(1);
    private static readonly LocalText _listButton = new("Таңдау", "Выбрать", "Choose");

    private readonly ConcurrentDictionary<string, int> _said = new(StringComparer.Ordinal);
    private readonly Channel<(string Hash, OutboundMessage Message)> _wanted =
        Channel.CreateBounded<(string, OutboundMessage)>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropWrite });

    private ConcurrentDictionary<string, string>? _sids;

    /// <summary>Sid of the content that shows a message with its choices; null = send it as text.</summary>
    public string? Find(OutboundMessage message)
    {
        if (!Fits(message))
            return null;

        var hash = Hash(message);
        if ((_sids ??= Noted()).TryGetValue(hash, out var sid))
            return sid.Length > 0 ? sid : null;

        if (_said.Count < MaxCounted && _said.AddOrUpdate(hash, 1, static (_, count) => count + 1) == SaidOften)
            _wanted.Writer.TryWrite((hash, message));

        return null;
    }

    /// <summary>The content was refused: its text goes as text from now on.</summary>
    public void Forget(OutboundMessage message)
    {
        var hash = Hash(message);
        (_sids ??= Noted())[hash] = "";
        notes.Write(WhatsAppChannel.ChannelName, Note + hash, "");
    }

    /// <summary>Makes the content of one text. False when Twilio would not.</summary>
    internal async Task<bool> Make(string hash, OutboundMessage message, CancellationToken cancellationToken)
    {
        var answer = await gateway.CreateContent(Content(hash, message), cancellationToken);
        if (answer is not { Fault: null, Status: 200 or 201, Sid: { } sid })
        {
            // It may come up again later.
            _said.TryRemove(hash, out _);
            log.ChoicesFailed(answer.Fault ?? answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return false;
        }

        (_sids ??= Noted())[hash] = sid;
        notes.Write(WhatsAppChannel.ChannelName, Note + hash, sid);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (hash, message) in _wanted.Reader.ReadAllAsync(stoppingToken))
                await Task.Delay(await Make(hash, message, stoppingToken) ? _pause : _restAfterRefusal, clock, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was not made is sent as text.
        }
    }

    private static bool Fits(OutboundMessage message) =>
        message.Buttons.Count is > 0 and <= MaxRows && message.Consultation is null && message.Kind != MessageKind.Human
        && message.Text.Length <= MaxText
        && message.Buttons.All(button => button.Label.Length <= (message.Buttons.Count <= MaxReplies ? MaxReplyTitle : MaxRowTitle));

    private static string Hash(OutboundMessage message)
    {
        var text = string.Join('\u001f', message.Buttons.SelectMany(button => new[] { button.Value, button.Label }).Prepend(message.Text));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    private static byte[] Content(string hash, OutboundMessage message)
    {
        var isReply = message.Buttons.Count <= MaxReplies;
        var choices = new JsonArray([.. message.Buttons.Select(button => (JsonNode)(isReply
            ? new JsonObject { ["type"] = "QUICK_REPLY", ["title"] = button.Label, ["id"] = button.Value }
            : new JsonObject { ["item"] = button.Label, ["id"] = button.Value }))]);
        var shown = isReply
            ? new JsonObject { ["body"] = message.Text, ["actions"] = choices }
            : new JsonObject { ["body"] = message.Text, ["button"] = _listButton.In(message.Language), ["items"] = choices };
        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["friendly_name"] = "consultbot_" + hash,
            ["language"] = message.Language.Code(),
            ["types"] = new JsonObject { [isReply ? "twilio/quick-reply" : "twilio/list-picker"] = shown },
        }.ToJsonString(Json.Readable));
    }

    private ConcurrentDictionary<string, string> Noted() => new(
        notes.ReadAll(WhatsAppChannel.ChannelName, Note).Select(note => KeyValuePair.Create(note.Key[Note.Length..], note.Value)), StringComparer.Ordinal);
}
