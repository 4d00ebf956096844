using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace ConsultBot.Channels.Telegram;

/// <summary>Calls to the Bot API by hand. Nothing here repeats a call, follows a redirect or logs: the address has the token in it.</summary>
internal sealed class TelegramCalls(IHttpClientFactory clients, TelegramOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>Name of the one client that everything of this channel shares.</summary>
    public const string ClientName = "telegram";

    private const int AnswerLimit = 1024 * 1024;

    private readonly HttpClient _client = clients.CreateClient(ClientName);
    private readonly PlainConnections? _plain = options.UsesPlainHttp ? new PlainConnections(new Uri(options.BaseUrl), clock) : null;
    private readonly string _address = $"{options.BaseUrl.TrimEnd('/')}/bot{options.Token}/";

    /// <summary>A method to call; make it once.</summary>
    public TelegramMethod Method(string name) => TelegramMethod.Of(new Uri(_address + name));

    /// <summary>Calls once and never throws for what the network does.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<TelegramAnswer> Post(
        TelegramMethod method, ReadOnlyMemory<byte> json, TimeSpan patience, CancellationToken cancellationToken)
    {
        var (answer, body) = await PostForBody(method, json, patience, AnswerLimit, cancellationToken);
        return answer ?? TelegramAnswer.Parse(body.Status, body.Bytes.Span);
    }

    /// <summary>As <see cref="Post"/>, with the answer's bytes for the caller to read.</summary>
    /// <returns>What is wrong, or else the body.</returns>
    public ValueTask<(TelegramAnswer? Lost, (int Status, ReadOnlyMemory<byte> Bytes) Body)> PostForBody(
        TelegramMethod method, ReadOnlyMemory<byte> json, TimeSpan patience, int limit, CancellationToken cancellationToken) =>
        _plain is null
            ? PostByClient(method.Address, json, patience, limit, cancellationToken)
            : PostPlain(_plain, method.Head, json, patience, limit, cancellationToken);

    public void Dispose()
    {
        _client.Dispose();
        _plain?.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<(TelegramAnswer? Lost, (int Status, ReadOnlyMemory<byte> Bytes) Body)> PostPlain(
        PlainConnections connections, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> json, TimeSpan patience, int limit,
        CancellationToken cancellationToken)
    {
        var connection = connections.Take();
        try
        {
            var body = await connection.Post(head, json, patience, limit, cancellationToken);
            return Answer(connection.Status, body);
        }
        catch (Exception error) when (error is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            var why = Why(error, cancellationToken.IsCancellationRequested);
            return (Lost(connection.Started, connection.Status, why), default);
        }
        finally
        {
            connections.Return(connection);
        }
    }

    private async ValueTask<(TelegramAnswer? Lost, (int Status, ReadOnlyMemory<byte> Bytes) Body)> PostByClient(
        Uri method, ReadOnlyMemory<byte> json, TimeSpan patience, int limit, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(patience, clock);
        await using var stop = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), time);
        using var content = new JsonBody(json).WithType();
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = content };
        var status = 0;
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, time.Token);
            status = (int)response.StatusCode;
            await using var stream = await response.Content.ReadAsStreamAsync(time.Token);
            return Answer(status, await BodyBytes.Read(stream, Length(response.Content.Headers), limit, time.Token));
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            var why = Why(error, cancellationToken.IsCancellationRequested);
            return (Lost(content.Started, status, why), default);
        }
    }

    private static (TelegramAnswer? Lost, (int Status, ReadOnlyMemory<byte> Bytes) Body) Answer(int status, BodyBytes body) =>
        body.Whole ? (null, (status, body.Bytes)) : (TelegramAnswer.Unreadable(status, "the answer is too long"), default);

    private static TelegramAnswer Lost(bool started, int status, string why) =>
        status == 0 ? TelegramAnswer.Lost(started, why) : TelegramAnswer.Unreadable(status, why);

    private static long? Length(HttpContentHeaders headers) => headers.ContentLength;

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
