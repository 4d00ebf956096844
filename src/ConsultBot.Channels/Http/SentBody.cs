using System.Net;
using System.Net.Http.Headers;

namespace ConsultBot.Channels.Http;

/// <summary>The body of one call. A call always has one: without it the handler below repeats a lost POST by itself.</summary>
internal sealed class SentBody(ReadOnlyMemory<byte> bytes) : HttpContent
{
    /// <summary>False as long as no byte of the body was handed on: the server cannot have acted.</summary>
    public bool Started { get; private set; }

    /// <summary>Makes the header; apart from the constructor, which must not call what can be overridden.</summary>
    public SentBody WithType(string type)
    {
        Headers.ContentType = new MediaTypeHeaderValue(type);
        return this;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Started = true;
        return stream.WriteAsync(bytes, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
