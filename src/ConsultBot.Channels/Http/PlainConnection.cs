using System.Buffers.Text;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace ConsultBot.Channels.Http;

/// <summary>One connection in plain HTTP/1.1 (RFC 9112): one request, then its answer, then the next.</summary>
internal sealed class PlainConnection : IDisposable
{
    private const int FirstBuffer = 4 * 1024;
    private const int MaxHead = 64 * 1024;

    // A server may close what rests; after this long it is asked, after that a new one is opened.
    private static readonly TimeSpan _askAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _longestLife = TimeSpan.FromMinutes(5);

    private readonly Uri _server;
    private readonly TimeProvider _clock;
    private readonly long _openedAt;
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationTokenSource _time;
    private byte[] _out = new byte[FirstBuffer];
    private byte[] _in = new byte[FirstBuffer];
    private int _filled;
    private long _restsSince;
    private bool _open;

    public PlainConnection(Uri server, TimeProvider clock)
    {
        (_server, _clock) = (server, clock);
        _time = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        _openedAt = clock.GetTimestamp();
    }

    /// <summary>False as long as no byte of the request was handed on: the server cannot have acted.</summary>
    public bool Started { get; private set; }

    /// <summary>The status line of the answer under way was read; 0 before that.</summary>
    public int Status { get; private set; }

    /// <summary>Seconds that the answer asked to wait; null when it did not.</summary>
    public int? RetryAfter { get; private set; }

    /// <summary>The last answer was read to its end and the server keeps the connection.</summary>
    public bool MayServeAgain { get; private set; }

    /// <summary>False when the server has closed it meanwhile, or it is too old.</summary>
    public bool IsUsable()
    {
        var rest = _clock.GetElapsedTime(_restsSince);
        return rest < _longestRest && _clock.GetElapsedTime(_openedAt) < _longestLife
            && (rest < _askAfter || !_socket.Poll(0, SelectMode.SelectRead));
    }

    /// <summary>Posts and reads the answer's body.</summary>
    /// <param name="head">Everything up to the value of Content-Length.</param>
    /// <param name="limit">Bytes of the body, at most.</param>
    /// <exception cref="IOException">The connection broke, or the answer is no HTTP/1.1.</exception>
    /// <exception cref="SocketException">There is no connection.</exception>
    /// <exception cref="OperationCanceledException">No answer within <paramref name="patience"/>, or the caller stops.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<BodyBytes> Post(
        ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> content, TimeSpan patience, int limit, CancellationToken cancellationToken)
    {
        (Started, Status, RetryAfter, MayServeAgain) = (false, 0, null, false);
        _time.CancelAfter(patience);
        var stop = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _time);
        try
        {
            if (!_open)
            {
                await _socket.ConnectAsync(_server.IdnHost, _server.Port, _time.Token).ConfigureAwait(false);
                _open = true;
            }

            var request = Request(head.Span, content.Span);
            Started = true;
            for (var sent = 0; sent < request;)
                sent += await _socket.SendAsync(_out.AsMemory(sent, request - sent), _time.Token).ConfigureAwait(false);

            PlainHead answer;
            while (!TryReadHead(out answer))
                Filled(await _socket.ReceiveAsync(Free(), _time.Token).ConfigureAwait(false), true);

            (Status, RetryAfter) = (answer.Status, answer.RetryAfter);
            var body = await ReadBody(answer, limit).ConfigureAwait(false);
            MayServeAgain = body.Whole && _filled == 0 && answer.KeepsOpen;
            _restsSince = _clock.GetTimestamp();
            return body;
        }
        finally
        {
            stop.Dispose();
            MayServeAgain &= _time.TryReset();
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _time.Dispose();
    }

    private int Request(ReadOnlySpan<byte> head, ReadOnlySpan<byte> content)
    {
        const int Digits = 11;
        var size = head.Length + Digits + "\r\n\r\n"u8.Length + content.Length;
        if (_out.Length < size)
            _out = new byte[size];

        var rest = _out.AsSpan();
        head.CopyTo(rest);
        rest = rest[head.Length..];
        Utf8Formatter.TryFormat(content.Length, rest, out var digits);
        rest = rest[digits..];
        "\r\n\r\n"u8.CopyTo(rest);
        content.CopyTo(rest["\r\n\r\n"u8.Length..]);
        return size - Digits + digits;
    }

    private bool TryReadHead(out PlainHead head)
    {
        head = default;
        while (_in.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8) is var end && end >= 0)
        {
            head = PlainHead.Parse(_in.AsSpan(0, end + 2));
            Drop(end + 4);
            if (head.Status >= 200)
                return true;
        }

        return _filled <= MaxHead ? false : throw new IOException("The head of the answer is too long.");
    }

    private async ValueTask<BodyBytes> ReadBody(PlainHead head, int limit)
    {
        if (head.Chunked)
            return await ReadChunks(limit).ConfigureAwait(false);

        if (head.Length > limit)
            return new BodyBytes(default, false);

        if (head.Length is { } length)
            return new BodyBytes(await Take((int)length).ConfigureAwait(false), true);

        while (_filled <= limit && Filled(await _socket.ReceiveAsync(Free(), _time.Token).ConfigureAwait(false), false))
        {
        }

        return _filled > limit ? new BodyBytes(default, false) : new BodyBytes(await Take(_filled).ConfigureAwait(false), true);
    }

    private async ValueTask<BodyBytes> ReadChunks(int limit)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var size = ChunkSize(await ReadLine().ConfigureAwait(false));
            if (body.Length + size > limit)
                return new BodyBytes(default, false);

            if (size == 0)
            {
                while ((await ReadLine().ConfigureAwait(false)).Length > 0)
                {
                }

                return new BodyBytes(body.ToArray(), true);
            }

            body.Write(await Take(size).ConfigureAwait(false));
            await Take("\r\n"u8.Length).ConfigureAwait(false);
        }
    }

    private async ValueTask<byte[]> ReadLine()
    {
        while (true)
        {
            var end = _in.AsSpan(0, _filled).IndexOf("\r\n"u8);
            if (end >= 0)
            {
                var line = await Take(end).ConfigureAwait(false);
                Drop("\r\n"u8.Length);
                return line;
            }

            if (_filled > MaxHead)
                throw new IOException("A line of the answer is too long.");

            Filled(await _socket.ReceiveAsync(Free(), _time.Token).ConfigureAwait(false), true);
        }
    }

    private static int ChunkSize(ReadOnlySpan<byte> line)
    {
        return Utf8Parser.TryParse(line, out int size, out var used, 'x') && size >= 0 && (used == line.Length || line[used] is (byte)';' or (byte)' ')
            ? size
            : throw new IOException("The size of a chunk cannot be read.");
    }

    // Bytes of their own: the caller may keep them.
    private async ValueTask<byte[]> Take(int count)
    {
        var bytes = new byte[count];
        var have = Math.Min(count, _filled);
        _in.AsSpan(0, have).CopyTo(bytes);
        Drop(have);
        while (have < count)
        {
            var read = await _socket.ReceiveAsync(bytes.AsMemory(have), _time.Token).ConfigureAwait(false);
            have += read > 0 ? read : throw Ended();
        }

        return bytes;
    }

    private Memory<byte> Free()
    {
        if (_filled == _in.Length)
            Array.Resize(ref _in, 2 * _in.Length);

        return _in.AsMemory(_filled);
    }

    private bool Filled(int read, bool needed)
    {
        if (read == 0 && needed)
            throw Ended();

        _filled += read;
        return read > 0;
    }

    private void Drop(int count)
    {
        _in.AsSpan(count, _filled - count).CopyTo(_in);
        _filled -= count;
    }

    private static IOException Ended() => new("The connection ended before the answer did.");
}
