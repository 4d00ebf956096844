using System.Net;
using System.Net.Sockets;
using System.Text;
using ConsultBot.Channels.Http;

namespace ConsultBot.Channels.Tests.Http;

public class PlainConnectionTests
{
    private static readonly byte[] _head = "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: "u8.ToArray();

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", 200, "{}", true)]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length:2 \r\n\r\n{}", 200, "{}", true)]
    [InlineData("HTTP/1.1 429 Too Many\r\nContent-Length: 0\r\n\r\n", 429, "", true)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\n{\"a\r\n4\r\n\":1}\r\n0\r\nT: 1\r\n\r\n", 200, "{\"a\":1}", true)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", 200, "{}", true)]
    [InlineData("HTTP/1.1 502 Bad\r\nConnection: close\r\nContent-Length: 1\r\n\r\n!", 502, "!", false)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}", 200, "{}", false)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nto the end", 200, "to the end", false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK", 200, "{}", false)]
    public async Task An_answer_is_read_in_whole_and_in_single_bytes(string answer, int status, string body, bool again)
    {
        foreach (var piece in new[] { answer.Length, 1 })
        {
            using var server = new Server(answer, piece);
            using var connection = server.Connect();

            var read = await connection.Post(_head, "{}"u8.ToArray(), TimeSpan.FromSeconds(20), 1000, TestContext.Current.CancellationToken);

            Assert.Equal((status, body, true), (connection.Status, Encoding.UTF8.GetString(read.Bytes.Span), read.Whole));
            Assert.True(again == connection.MayServeAgain || piece == 1, "The connection's further use is misjudged.");
            Assert.Equal("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}", await server.Request);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 20 OK\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    public async Task What_is_no_whole_answer_is_a_fault_and_ends_the_connection(string answer)
    {
        using var server = new Server(answer, Math.Max(1, answer.Length));
        using var connection = server.Connect();

        await Assert.ThrowsAsync<IOException>(async () =>
            await connection.Post(_head, "{}"u8.ToArray(), TimeSpan.FromSeconds(20), 1000, TestContext.Current.CancellationToken));

        Assert.True(connection.Started);
        Assert.False(connection.MayServeAgain);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n01234567890")]
    public async Task A_body_beyond_the_limit_is_not_read(string answer)
    {
        using var server = new Server(answer, answer.Length);
        using var connection = server.Connect();

        var read = await connection.Post(_head, "{}"u8.ToArray(), TimeSpan.FromSeconds(20), 10, TestContext.Current.CancellationToken);

        Assert.False(read.Whole);
        Assert.False(connection.MayServeAgain);
    }

    /// <summary>Takes one request and answers it with given bytes, then closes.</summary>
    private sealed class Server : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Server(string answer, int piece)
        {
            _listener.Start();
            Request = Serve(Encoding.UTF8.GetBytes(answer), piece);
        }

        public Task<string> Request { get; }

        public PlainConnection Connect() =>
            new(new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"), TimeProvider.System);

        public void Dispose() => _listener.Dispose();

        private async Task<string> Serve(byte[] answer, int piece)
        {
            using var socket = await _listener.AcceptSocketAsync();
            socket.NoDelay = true;
            var buffer = new byte[1000];
            var read = await socket.ReceiveAsync(buffer);
            for (var at = 0; at < answer.Length; at += piece)
                await socket.SendAsync(answer.AsMemory(at, Math.Min(piece, answer.Length - at)));

            socket.Shutdown(SocketShutdown.Send);
            return Encoding.UTF8.GetString(buffer, 0, read);
        }
    }
}
