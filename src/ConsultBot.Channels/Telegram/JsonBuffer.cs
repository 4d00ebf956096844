using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.ObjectPool;

namespace ConsultBot.Channels.Telegram;

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
