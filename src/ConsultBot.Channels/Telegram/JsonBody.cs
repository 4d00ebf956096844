using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.ObjectPool;

namespace ConsultBot.Channels.Telegram;

/// <summary>The body of one call. A call always has one: without it the handler below repeats a lost POST by itself.</summary>
internal sealed class JsonBody(ReadOnlyMemory<byte> json) : HttpContent
{
    private static readonly MediaTypeHeaderValue _type = new("application/json");

    /// <summary>False as long as no byte of the body was handed on: the server cannot have acted.</summary>
    public bool Started { get; private set; }

    /// <summary>Makes the header; apart from the constructor, which must not call what can be overridden.</summary>
    public JsonBody WithType()
    {
        Headers.ContentType = _type;
        return this;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Started = true;
        return stream.WriteAsync(json, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = json.Length;
        return true;
    }
}

/// <summary>A buffer with its writer, used for one call after another.</summary>
internal sealed class JsonBuffer : IResettable, IDisposable
{
    private const int FirstSize = 2 * 1024;
    private const int KeptSize = 64 * 1024;

    // Cyrillic stays two bytes a letter instead of six.
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _bytes = new(FirstSize);

    public JsonBuffer() => Writer = new Utf8JsonWriter(_bytes, _options);

    public Utf8JsonWriter Writer { get; }

    public ReadOnlyMemory<byte> Written
    {
        get
        {
            Writer.Flush();
            return _bytes.WrittenMemory;
        }
    }

    public bool TryReset()
    {
        _bytes.ResetWrittenCount();
        Writer.Reset();
        return _bytes.Capacity <= KeptSize;
    }

    public void Dispose() => Writer.Dispose();
}
