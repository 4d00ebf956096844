using System.Text.Json;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Channels.Telegram;

/// <summary>Raw bytes to raw inputs: each update alone, so that a broken one hurts nobody else.</summary>
internal sealed class TelegramUpdates(TelegramAccount account)
{
    // Depth is no reason to stop: the reader keeps a bit a level, and a body has its own limit.
    private static readonly JsonReaderOptions _anyDepth = new() { MaxDepth = int.MaxValue };

    /// <summary>The updates of an answer to getUpdates; null when the bytes are no such answer.</summary>
    /// <param name="body">Kept by the inputs: must not be reused.</param>
    public UpdateBatch? Split(ReadOnlyMemory<byte> body, DateTimeOffset receivedAt)
    {
        var batch = new UpdateBatch();
        var ok = false;
        var done = -1;
        var reader = new Utf8JsonReader(body.Span, _anyDepth);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = (Ok: reader.ValueSpan.SequenceEqual("ok"u8), Result: reader.ValueSpan.SequenceEqual("result"u8));
                reader.Read();
                if (name.Ok)
                    ok = reader.TokenType == JsonTokenType.True;

                if (name.Result && reader.TokenType == JsonTokenType.StartArray)
                    ReadElements(body, ref reader, batch, ref done, receivedAt);
                else
                    reader.Skip();
            }

            return ok && done >= 0 ? batch : null;
        }
        catch (JsonException)
        {
            if (!ok || done < 0)
                return null;

            SplitRest(body[done..], batch, receivedAt);
            return batch;
        }
    }

    /// <summary>One update as it stands alone, such as a webhook's body.</summary>
    public RawInput One(ReadOnlyMemory<byte> update, DateTimeOffset receivedAt) => One(update, receivedAt, out _);

    private RawInput One(ReadOnlyMemory<byte> update, DateTimeOffset receivedAt, out UpdateIdentity identity)
    {
        identity = default;
        var reader = new Utf8JsonReader(update.Span, _anyDepth);
        var whole = false;
        try
        {
            reader.Read();
            identity.Read(ref reader);
            whole = !reader.Read();
        }
        catch (JsonException)
        {
            // Stored all the same; what was read before the fault is its identity.
        }

        return Input(update, identity.Chat, whole ? identity.Key(update.Span) : identity.BytesKey(update.Span), receivedAt);
    }

    private void ReadElements(
        ReadOnlyMemory<byte> body, ref Utf8JsonReader reader, UpdateBatch batch, ref int done, DateTimeOffset receivedAt)
    {
        done = (int)reader.BytesConsumed;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            var identity = default(UpdateIdentity);
            identity.Read(ref reader);
            done = (int)reader.BytesConsumed;
            var update = body[start..done];
            batch.Add(Input(update, identity.Chat, identity.Key(update.Span, start), receivedAt), identity.UpdateId);
        }
    }

    /// <summary>
    /// After a syntax error: a body that was cut gives nothing more, it comes again; a whole one is taken apart where
    /// updates begin. Inside a text those bytes cannot stand, since quotes are escaped there.
    /// </summary>
    private void SplitRest(ReadOnlyMemory<byte> rest, UpdateBatch batch, DateTimeOffset receivedAt)
    {
        var end = rest.Span.TrimEnd(" \r\n\t"u8);
        if (!end.EndsWith("]}"u8))
            return;

        rest = rest[..(end.Length - 2)];
        var head = "{\"update_id\""u8;
        var start = rest.Span.IndexOf(head);
        while (start >= 0)
        {
            var next = rest.Span[(start + head.Length)..].IndexOf(head);
            var stop = next < 0 ? rest.Length : start + head.Length + next;
            var length = rest.Span[start..stop].TrimEnd(", \r\n\t"u8).Length;
            batch.Add(One(rest.Slice(start, length), receivedAt, out var identity), identity.UpdateId);
            start = next < 0 ? -1 : stop;
        }
    }

    private RawInput Input(ReadOnlyMemory<byte> update, string? chat, string key, DateTimeOffset receivedAt) =>
        new(
            new CitizenAddress(TelegramChannel.ChannelName, account.Id, chat ?? UpdateIdentity.NoChat), key, InputSource.Channel,
            update, receivedAt);
}

internal sealed class UpdateBatch
{
    private readonly List<RawInput> _inputs = [];

    public IReadOnlyList<RawInput> Inputs => _inputs;

    /// <summary>The highest update_id; null when none could be read.</summary>
    public long? Last { get; private set; }

    public void Add(RawInput input, long? updateId)
    {
        _inputs.Add(input);
        if (updateId is { } id && (Last is not { } last || id > last))
            Last = id;
    }
}
