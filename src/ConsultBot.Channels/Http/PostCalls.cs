using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConsultBot.Channels.Http;

/// <summary>
/// Posts once: nothing here repeats a call, follows a redirect or logs, since an address may hold a secret. To a server of
/// one's own network it speaks by itself, to all others by <see cref="HttpClient"/>.
/// </summary>
/// <param name="client">Has no time limit of its own and follows no redirect.</param>
/// <param name="plainServer">The server spoken to in plain http; null = none.</param>
internal sealed class PostCalls(HttpClient client, Uri? plainServer, TimeProvider clock) : IDisposable
{
    private readonly PlainConnections? _plain = plainServer is null ? null : new PlainConnections(plainServer, clock);

    /// <summary>Never throws for what the network does.</summary>
    /// <param name="limit">Bytes of the answer, at most.</param>
    public ValueTask<PostResult> Post(
        PostTarget target, ReadOnlyMemory<byte> content, TimeSpan patience, int limit, CancellationToken cancellationToken) =>
        _plain is null
            ? PostByClient(target, content, patience, limit, cancellationToken)
            : PostPlain(_plain, target.Head, content, patience, limit, cancellationToken);

    public void Dispose()
    {
        client.Dispose();
        _plain?.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<PostResult> PostPlain(
        PlainConnections connections, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> content, TimeSpan patience, int limit,
        CancellationToken cancellationToken)
    {
        var connection = connections.Take();
        try
        {
            var body = await connection.Post(head, content, patience, limit, cancellationToken);
            return Answer(connection.Status, body, connection.RetryAfter);
        }
        catch (Exception error) when (error is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return new PostResult(connection.Started, connection.Status, Why(error, cancellationToken.IsCancellationRequested), default, null);
        }
        finally
        {
            connections.Return(connection);
        }
    }

    private async ValueTask<PostResult> PostByClient(
        PostTarget target, ReadOnlyMemory<byte> content, TimeSpan patience, int limit, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(patience, clock);
        await using var stop = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), time);
        using var body = new SentBody(content).WithType(target.ContentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Address) { Content = body };
        request.Headers.Authorization = target.Authorization;
        var status = 0;
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, time.Token);
            status = (int)response.StatusCode;
            await using var stream = await response.Content.ReadAsStreamAsync(time.Token);
            return Answer(status, await BodyBytes.Read(stream, response.Content.Headers.ContentLength, limit, time.Token), RetryAfter(response));
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return new PostResult(body.Started, status, Why(error, cancellationToken.IsCancellationRequested), default, null);
        }
    }

    private static int? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter?.Delta is { } wait ? (int)Math.Min(wait.TotalSeconds, int.MaxValue) : null;

    private static PostResult Answer(int status, BodyBytes body, int? retryAfter) => body.Whole
        ? new PostResult(true, status, null, body.Bytes, retryAfter)
        : new PostResult(true, status, "the answer is too long", default, retryAfter);

    // Our own words: an exception's might one day carry the address.
    private static string Why(Exception error, bool stopped) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }
            or SocketException { SocketErrorCode: SocketError.HostNotFound } => "the server's name was not found",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }
            or SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "no connection",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection",
        OperationCanceledException when stopped => "we are stopping",
        OperationCanceledException => "no answer in time",
        _ => "the connection broke",
    };
}

/// <param name="Started">False when no byte of the request was handed on: the server cannot have acted.</param>
/// <param name="Status">0 when there was no answer.</param>
/// <param name="Fault">Why there is no answer, or why it was not read; null when <paramref name="Body"/> is whole.</param>
/// <param name="RetryAfter">Seconds that the server asks to wait.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PostResult(bool Started, int Status, string? Fault, ReadOnlyMemory<byte> Body, int? RetryAfter);
