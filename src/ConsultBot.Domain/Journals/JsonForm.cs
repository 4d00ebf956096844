using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Journals;

/// <summary>The one JSON form of state, event, message and turn. Reading back checks what writing checked.</summary>
public static class JsonForm
{
    private static readonly JsonContext _plain = new(Options());
    private static readonly JsonContext _context = new(new JsonSerializerOptions(Options()) { Converters = { new SignatureJson(_plain.Signature) } });

    public static byte[] Write(ConversationState state) => JsonSerializer.SerializeToUtf8Bytes(state, _context.ConversationState);

    public static byte[] Write(ConversationEvent e) => JsonSerializer.SerializeToUtf8Bytes(e, _context.ConversationEvent);

    public static byte[] Write(OutboundMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, _context.OutboundMessage);

    public static byte[] Write(ChannelAct act) => JsonSerializer.SerializeToUtf8Bytes(act, _context.ChannelAct);

    public static byte[] Write(TurnRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, _context.TurnRecord);

    public static byte[] Write(DeskEvent e) => JsonSerializer.SerializeToUtf8Bytes(e, _context.DeskEvent);

    public static byte[] Write(Consultation consultation) => JsonSerializer.SerializeToUtf8Bytes(consultation, _context.Consultation);

    /// <exception cref="JsonException">The bytes are not what <see cref="Write(ConversationState)"/> makes.</exception>
    public static ConversationState ReadState(ReadOnlySpan<byte> json) => Read(json, _context.ConversationState);

    /// <exception cref="JsonException">The bytes are no event, or one that lacks a field.</exception>
    public static ConversationEvent ReadEvent(ReadOnlySpan<byte> json)
    {
        var e = Read(json, _context.ConversationEvent);
        return IsWhole(e) ? e : throw new JsonException($"The event {e.GetType().Name} lacks a field.");
    }

    /// <exception cref="JsonException">The bytes are no message, or one without a signature.</exception>
    public static OutboundMessage ReadMessage(ReadOnlySpan<byte> json) => Read(json, _context.OutboundMessage);

    /// <exception cref="JsonException">The bytes are no act.</exception>
    public static ChannelAct ReadAct(ReadOnlySpan<byte> json) => Read(json, _context.ChannelAct);

    /// <exception cref="JsonException">The bytes are no turn.</exception>
    public static TurnRecord ReadRecord(ReadOnlySpan<byte> json) => Read(json, _context.TurnRecord);

    /// <exception cref="JsonException">The bytes are no event of the desk.</exception>
    public static DeskEvent ReadDeskEvent(ReadOnlySpan<byte> json) => Read(json, _context.DeskEvent);

    /// <exception cref="JsonException">The bytes are no consultation.</exception>
    public static Consultation ReadConsultation(ReadOnlySpan<byte> json) => Read(json, _context.Consultation);

    private static JsonSerializerOptions Options() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
    };

    // A field that is not there is read as null, whatever its type says: what is written leaves out what is as usual.
    private static bool IsWhole(ConversationEvent e) => e switch
    {
        CitizenWrote { Text: null } or CitizenPressed { Value: null } or CitizenEdited { Text: null } or CitizenEdited { MessageId: null } => false,
        GroupEntered { Link: null } or InputIgnored { Reason: null } or InputParked { Reason: null } => false,
        TimerFired { Subject: null } or DeliveryFailed { Reason: null } or ServiceAnswered { Values: null } => false,
        OfficerClaimed claimed => IsWhole(claimed.Officer, claimed.Consultation),
        OfficerReplied replied => IsWhole(replied.Officer, replied.Consultation) && replied.Text is not null,
        OfficerReleased released => IsWhole(released.Officer, released.Consultation),
        OfficerClosed closed => IsWhole(closed.Officer, closed.Consultation),
        _ => true,
    };

    private static bool IsWhole(OfficerRef? officer, string? consultation) =>
        officer is { Account: not null, Person: not null } && consultation is not null;

    private static T Read<T>(ReadOnlySpan<byte> json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("null stands where a value is needed.");
        }
        catch (ArgumentException error)
        {
            throw new JsonException(error.Message, error);
        }
    }
}

/// <summary>One signature stands in thousands of messages: its form is made once.</summary>
internal sealed class SignatureJson(JsonTypeInfo<Signature> type) : JsonConverter<Signature>
{
    private readonly ConditionalWeakTable<Signature, byte[]> _known = [];

    public override Signature Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, type) ?? throw new JsonException("A message has no signature.");

    public override void Write(Utf8JsonWriter writer, Signature value, JsonSerializerOptions options)
    {
        if (!_known.TryGetValue(value, out var json))
        {
            json = JsonSerializer.SerializeToUtf8Bytes(value, type);
            _known.AddOrUpdate(value, json);
        }

        writer.WriteRawValue(json, skipInputValidation: true);
    }
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(ConversationState))]
[JsonSerializable(typeof(ConversationEvent))]
[JsonSerializable(typeof(OutboundMessage))]
[JsonSerializable(typeof(ChannelAct))]
[JsonSerializable(typeof(TurnRecord))]
[JsonSerializable(typeof(Consultation))]
[JsonSerializable(typeof(DeskEvent))]
internal sealed partial class JsonContext : JsonSerializerContext;
