using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace ConsultBot.Channels.Http;

/// <summary>What matters of an HTTP answer's head.</summary>
/// <param name="Length">Bytes of the body; null when the connection's end is its end.</param>
/// <param name="RetryAfter">Seconds that the server asks to wait; null when it does not say.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlainHead(int Status, long? Length, bool Chunked, bool KeepsOpen, int? RetryAfter = null)
{
    /// <param name="head">From the status line to the line break of the last field.</param>
    /// <exception cref="IOException">It is no HTTP/1.x.</exception>
    public static PlainHead Parse(ReadOnlySpan<byte> head)
    {
        var line = Line(ref head);
        if (!line.StartsWith("HTTP/1."u8) || line.Length < 12 || line[8] != ' ' || !Utf8Parser.TryParse(line.Slice(9, 3), out int status, out var used) || used != 3)
            throw Bad();

        var keepsOpen = line[7] != '0';
        long? length = status is 204 or 304 ? 0 : null;
        var chunked = false;
        int? retryAfter = null;
        while (!head.IsEmpty)
        {
            line = Line(ref head);
            var colon = line.IndexOf((byte)':');
            if (colon <= 0)
                throw Bad();

            var value = line[(colon + 1)..].Trim(" \t"u8);
            if (Is(line[..colon], "content-length"u8))
                length = Utf8Parser.TryParse(value, out long bytes, out used) && used == value.Length && bytes >= 0 ? bytes : throw Bad();
            else if (Is(line[..colon], "transfer-encoding"u8))
                chunked = Is(value, "chunked"u8) ? true : throw Bad();
            else if (Is(line[..colon], "connection"u8))
                keepsOpen = keepsOpen ? !Is(value, "close"u8) : Is(value, "keep-alive"u8);
            else if (Is(line[..colon], "retry-after"u8))
                retryAfter = Utf8Parser.TryParse(value, out int seconds, out used) && used == value.Length && seconds >= 0 ? seconds : null;
        }

        return new PlainHead(status, length, chunked, keepsOpen && (chunked || length is not null), retryAfter);
    }

    private static ReadOnlySpan<byte> Line(ref ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf("\r\n"u8);
        if (end < 0)
            throw Bad();

        var line = head[..end];
        head = head[(end + 2)..];
        return line;
    }

    private static bool Is(ReadOnlySpan<byte> value, ReadOnlySpan<byte> name) => System.Text.Ascii.EqualsIgnoreCase(value, name);

    private static IOException Bad() => new("The answer is no HTTP/1.1.");
}
