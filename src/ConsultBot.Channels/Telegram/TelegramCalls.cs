using System.Runtime.CompilerServices;
using ConsultBot.Channels.Http;

namespace ConsultBot.Channels.Telegram;

/// <summary>Calls to the Bot API by hand. The address has the token in it.</summary>
internal sealed class TelegramCalls(IHttpClientFactory clients, TelegramOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>Name of the one client that everything of this channel shares.</summary>
    public const string ClientName = "telegram";

    private const int AnswerLimit = 1024 * 1024;

    private readonly PostCalls _calls = new(clients.CreateClient(ClientName), options.UsesPlainHttp ? new Uri(options.BaseUrl) : null, clock);
    private readonly string _address = $"{options.BaseUrl.TrimEnd('/')}/bot{options.Token}/";

    /// <summary>A method to call; make it once.</summary>
    public PostTarget Method(string name) => PostTarget.Of(new Uri(_address + name), "application/json");

    /// <summary>Calls once and never throws for what the network does.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<TelegramAnswer> Post(
        PostTarget method, ReadOnlyMemory<byte> json, TimeSpan patience, CancellationToken cancellationToken)
    {
        var result = await _calls.Post(method, json, patience, AnswerLimit, cancellationToken);
        return Lost(result) ?? TelegramAnswer.Parse(result.Status, result.Body.Span);
    }

    /// <summary>As <see cref="Post"/>, with the answer's bytes for the caller to read.</summary>
    /// <returns>What is wrong, or else the body.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<(TelegramAnswer? Lost, (int Status, ReadOnlyMemory<byte> Bytes) Body)> PostForBody(
        PostTarget method, ReadOnlyMemory<byte> json, TimeSpan patience, int limit, CancellationToken cancellationToken)
    {
        var result = await _calls.Post(method, json, patience, limit, cancellationToken);
        return (Lost(result), (result.Status, result.Body));
    }

    public void Dispose() => _calls.Dispose();

    private static TelegramAnswer? Lost(PostResult result) => result switch
    {
        { Fault: null } => null,
        { Status: 0 } => TelegramAnswer.Lost(result.Started, result.Fault),
        _ => TelegramAnswer.Unreadable(result.Status, result.Fault),
    };
}
