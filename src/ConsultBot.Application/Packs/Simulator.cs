using System.Globalization;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Queues;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Application.Packs;

/// <summary>A citizen talking to the desk with nothing stored: for the terminal, the dialog tests and the editor.</summary>
public sealed class Simulator
{
    private static readonly Dictionary<string, ChannelTraits> _channels = new(StringComparer.Ordinal)
    {
        ["telegram"] = new ChannelTraits(4096, 100, 64),
        ["whatsapp"] = new ChannelTraits(1600, 10, 200, ChoicesInText: true, EditsButtons: false),
        ["web"] = new ChannelTraits(20_000, 100, 200),
    };

    private static readonly Dictionary<string, string> _noSlots = new(StringComparer.Ordinal);

    private readonly DeskContent _content;
    private readonly IChance _chance;
    private readonly TimeZoneInfo _zone;
    private readonly string _channel;
    private readonly Dictionary<(TimerKind Kind, string Subject), DateTimeOffset> _timers = [];
    private readonly ConversationSettings _settings;
    private ConversationState _state = ConversationState.New;
    private int _numbers;
    private int _messages;

    /// <param name="channel">telegram, whatsapp or web.</param>
    /// <param name="language">Chosen beforehand; null = as the citizen writes.</param>
    public Simulator(DeskContent content, IChance chance, TimeZoneInfo zone, DateTimeOffset at, string channel, string? language)
    {
        _content = content;
        _chance = chance;
        _zone = zone;
        Now = at;
        _channel = channel;
        var key = new byte[32];
        chance.Fill(key);
        _settings = new ConversationSettings { CodeKey = key, MessagesPerMinute = 0 };
        if (Languages.Parse(language) is { } chosen)
            _state = _state with { Language = chosen };
    }

    public static IReadOnlyCollection<string> Channels => _channels.Keys;

    public DateTimeOffset Now { get; private set; }

    /// <summary>Somebody answers for the desk on this day: without a signature nothing can be said.</summary>
    public bool CanSign => _content.Register.Resolve(null, null, null, Today).Assignment is not null;

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, _zone).DateTime);

    /// <summary>Who owns the conversation: bot, queue or officer.</summary>
    public string Owner => _state.Owner.ToString().ToLowerInvariant();

    /// <summary>What the running dialog has collected.</summary>
    public IReadOnlyDictionary<string, string> Slots => _state.Dialog?.Slots ?? _noSlots;

    /// <summary>Told of each step that runs.</summary>
    internal Action<Step>? Visited { get; init; }

    /// <summary>The citizen writes a line.</summary>
    public IReadOnlyList<SimulatedMessage> Write(string text)
    {
        var clean = Consultations.InputText.Clean(text);
        return Do(new CitizenWrote(Privacy.Masking.Numbers(clean, out var hidden), null, hidden, hidden && PersonalNumber.Fits(clean)));
    }

    /// <summary>The citizen sends a photo or a document.</summary>
    public IReadOnlyList<SimulatedMessage> SendFile(string name) => Do(new CitizenSentMedia(MediaKind.Photo, null, "file", 1, name));

    /// <summary>The citizen sends a place on the map, in degrees.</summary>
    public IReadOnlyList<SimulatedMessage> SendLocation(double latitude, double longitude) =>
        Do(new CitizenSentMedia(MediaKind.Location, null, Latitude: latitude, Longitude: longitude));

    /// <summary>An officer acts on the open consultation: claim, reply, release or close. Null when there is none, or no such act.</summary>
    public IReadOnlyList<SimulatedMessage>? Officer(string act, string words)
    {
        var person = _content.Register.Data.People.Select(person => person.Id)
            .FirstOrDefault(id => _content.Register.Officer(id, Today, Language.Kk) is not null);
        if (person is null || _state.Consultation is not { } open)
            return null;

        var officer = new OfficerRef("simulator", person);
        ConversationEvent? e = act switch
        {
            "claim" => new OfficerClaimed(officer, open.Number),
            "reply" when words.Length > 0 => new OfficerReplied(officer, open.Number, words),
            "release" => new OfficerReleased(officer, open.Number),
            "close" => new OfficerClosed(officer, open.Number, Outcome.AnsweredByHuman),
            _ => null,
        };
        return e is null ? null : Do(e);
    }

    /// <summary>A time such as 90m, 2h, 1d or 30s; null for anything else.</summary>
    public static TimeSpan? Duration(string text)
    {
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return null;

        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' when count < 1_000_000 => TimeSpan.FromHours(count),
            'd' when count < 100_000 => TimeSpan.FromDays(count),
            _ => null,
        };
    }

    /// <summary>The citizen presses a button.</summary>
    public IReadOnlyList<SimulatedMessage> Press(string value) => Do(new CitizenPressed(value));

    /// <summary>Time passes; timers that come due fire at their time.</summary>
    public IReadOnlyList<SimulatedMessage> Wait(TimeSpan time)
    {
        var until = Now + time;
        var messages = new List<SimulatedMessage>();
        while (_timers.Count > 0 && _timers.MinBy(timer => timer.Value) is var next && next.Value <= until)
        {
            _timers.Remove(next.Key);
            Now = next.Value;
            messages.AddRange(Do(new TimerFired(next.Key.Kind, next.Key.Subject)));
        }

        Now = until;
        return messages;
    }

    private IReadOnlyList<SimulatedMessage> Do(ConversationEvent e)
    {
        var chance = new byte[16];
        _chance.Fill(chance);
        var turn = Conversation.Decide(_state, e, new World
        {
            Address = new CitizenAddress(_channel, "simulator", "citizen"),
            Pack = _content.Pack,
            Index = _content.Index,
            Register = _content.Register,
            Calendar = _content.Calendar,
            QueueOf = _ => QueueFigures.Empty,
            Now = Now,
            Zone = _zone,
            Settings = _settings,
            Channel = _channels[_channel],
            ReservedNumber = TalonNumber.Format(TimeZoneInfo.ConvertTime(Now, _zone).Year, _numbers + 1),
            Chance = chance,
            Visited = Visited,
        });
        _state = turn.State;
        _numbers += turn.NumberUsed ? 1 : 0;
        foreach (var timer in turn.Timers)
        {
            if (timer.At is { } at)
                _timers[(timer.Kind, timer.Subject)] = at;
            else
                _timers.Remove((timer.Kind, timer.Subject));
        }

        return [.. turn.Messages.Select(message => SimulatedMessage.From(++_messages, TimeZoneInfo.ConvertTime(Now, _zone), message))];
    }
}

/// <summary>A message as the citizen would get it.</summary>
/// <param name="At">Local time with its offset.</param>
/// <param name="Kind">bot, human, prompt or notice.</param>
/// <param name="Text">As sent, the signature in it.</param>
public sealed record SimulatedMessage(
    int Seq, DateTimeOffset At, string Kind, string Lang, string Text, IReadOnlyList<SimulatedButton> Buttons, SimulatedSignature Signature,
    string? Consultation, string? Topic, string? Source)
{
    internal static SimulatedMessage From(int number, DateTimeOffset at, OutboundMessage message) => new(
        number, at, message.Kind.ToString().ToLowerInvariant(), message.Language.Code(), message.Text,
        [.. message.Buttons.Select(button => new SimulatedButton(button.Label, button.Value))],
        SimulatedSignature.From(message.Signature), message.Consultation, message.Topic, message.Source);
}

public sealed record SimulatedButton(string Label, string Value);

/// <param name="Acting">acting or substitute; null for a permanent holder.</param>
public sealed record SimulatedSignature(string Official, string Position, string Unit, string Body, string? Acting, string? Officer, string Text)
{
    internal static SimulatedSignature From(Signature signature) => new(
        signature.Official, signature.Position, signature.Unit, signature.Body, ActingMark(signature.Kind), signature.Officer, signature.Text);

    internal static string? ActingMark(AssignmentKind kind) => kind switch
    {
        AssignmentKind.Acting => "acting",
        AssignmentKind.Substitute => "substitute",
        _ => null,
    };
}
