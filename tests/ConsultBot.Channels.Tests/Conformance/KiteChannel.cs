using System.Text.Json;
using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Http;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;

namespace ConsultBot.Channels.Tests.Conformance;

/// <summary>Kite, a made-up messenger: words alone, no buttons, no edits.</summary>
internal sealed class KiteChannel : IChannel, IAsyncDisposable
{
    private readonly PostCalls _calls;
    private readonly PostTarget _target;

    public KiteChannel(string server)
    {
        _calls = new PostCalls(new HttpClient(), new Uri(server), TimeProvider.System);
        _target = PostTarget.Of(new Uri(server + "/say"), "application/json");
    }

    public string Name => "kite";

    public ChannelTraits Traits { get; } = new(TextLimit: 900, MaxButtons: 20, PartLimit: 48, ChoicesInText: true, EditsButtons: false);

    public ChannelPace Pace { get; } = new(10, 1);

    public bool DeliversByCommit => false;

    public ConversationEvent Read(RawInput input)
    {
        try
        {
            using var json = JsonDocument.Parse(input.Bytes);
            return new CitizenWrote(InputText.Clean(json.RootElement.GetProperty("say").GetString()!));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new UnreadableInputException("No Kite message.", error);
        }
    }

    public async Task<DeliveryOutcome> Send(OutboxItem item, CancellationToken cancellationToken)
    {
        if (item.Message is not { } message)
            return new DeliveryOutcome.Rejected("Kite has no acts.");

        var words = JsonSerializer.SerializeToUtf8Bytes(new { to = item.Address.Address, words = message.TextWithChoices });
        var result = await _calls.Post(_target, words, TimeSpan.FromSeconds(5), 4096, cancellationToken);
        return result switch
        {
            { Started: false } => new DeliveryOutcome.Deferred(result.Fault!),
            { Status: 200, Fault: null } when Number(result.Body) is { } number => new DeliveryOutcome.Sent(number),
            { Status: 429 } => new DeliveryOutcome.Deferred("busy"),
            { Status: >= 400 and < 500 } => new DeliveryOutcome.Rejected("no"),
            _ => new DeliveryOutcome.Unknown("?"),
        };
    }

    public ValueTask DisposeAsync()
    {
        _calls.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string? Number(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetProperty("number").GetString();
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException)
        {
            return null;
        }
    }
}
