using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace ConsultBot.Channels.Tests.Telegram;

/// <summary>A Bot API on bare sockets, so that it can fail in every way a network can.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private static readonly Lazy<X509Certificate2> _certificate = new(Certificate);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<FakeRequest> _requests = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Func<FakeRequest, FakeReply> _answer;
    private readonly bool _secure;
    private readonly Task _accepting;

    /// <param name="secure">Over TLS, with a certificate that only <see cref="TelegramRig"/> trusts.</param>
    public FakeServer(Func<FakeRequest, FakeReply> answer, bool secure = false)
    {
        _answer = answer;
        _secure = secure;
        _listener.Start();
        _accepting = Accept();
    }

    public string Address => $"{(_secure ? "https" : "http")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public IReadOnlyList<FakeRequest> Requests => [.. _requests];

    public IReadOnlyList<FakeRequest> Calls(string call) => [.. _requests.Where(request => request.Call == call)];

    /// <summary>Waits until something holds after an arrived request.</summary>
    public async Task Until(Func<bool> holds)
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!holds())
            await _arrived.WaitAsync(time.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _arrived.Dispose();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(Serve(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task Serve(Socket socket)
    {
        using var own = socket;
        await using Stream stream = _secure ? new SslStream(new NetworkStream(socket)) : new NetworkStream(socket);
        try
        {
            if (stream is SslStream secured)
                await secured.AuthenticateAsServerAsync(_certificate.Value);

            while (await Read(stream) is { } request)
            {
                _requests.Enqueue(request);
                var reply = _answer(request);
                _arrived.Release();
                if (reply.Status != 0)
                    await stream.WriteAsync(Bytes(reply), _stop.Token);

                if (reply.Then == "hang")
                    await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);

                if (reply.Then == "reset")
                    socket.LingerState = new LingerOption(true, 0);

                if (reply.Then is "close" or "reset")
                    return;
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
        {
            // The client went away, or the test is over.
        }
    }

    private async Task<FakeRequest?> Read(Stream stream)
    {
        if (await Line(stream) is not { } start)
            return null;

        var length = 0;
        var chunked = false;
        while (await Line(stream) is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(header.AsSpan(15), CultureInfo.InvariantCulture);

            chunked |= header.StartsWith("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase);
        }

        var body = chunked ? await Chunks(stream) : await Exactly(stream, length);
        var parts = start.Split(' ');
        return new FakeRequest(parts[0], parts[1], body is [(byte)'{', ..] ? JsonDocument.Parse(body).RootElement : default, Encoding.UTF8.GetString(body));
    }

    private async Task<string?> Line(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line is not { Length: >= 2 } || line[^1] != '\n')
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
                return null;

            line.Append((char)one[0]);
        }

        return line.ToString(0, line.Length - 2);
    }

    private async Task<byte[]> Chunks(Stream stream)
    {
        var body = new List<byte>();
        while (int.Parse((await Line(stream))!, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
        {
            body.AddRange(await Exactly(stream, size));
            await Line(stream);
        }

        await Line(stream);
        return [.. body];
    }

    private async Task<byte[]> Exactly(Stream stream, int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, _stop.Token);
        return bytes;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var own = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
    }

    private static byte[] Bytes(FakeReply reply)
    {
        var body = Encoding.UTF8.GetBytes(reply.Body);
        var wait = reply.RetryAfter is null ? "" : string.Create(CultureInfo.InvariantCulture, $"Retry-After: {reply.RetryAfter}\r\n");
        var location = reply.Location is null ? "" : $"Location: {reply.Location}\r\n";
        return
        [
            .. Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {reply.Status} X\r\nContent-Type: {reply.Type}\r\n{location}{wait}Content-Length: {body.Length + reply.Missing}\r\n\r\n"),
            .. body,
        ];
    }
}
