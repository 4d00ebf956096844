using System.Net.Http.Json;
using System.Text.Encodings.Web;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Http;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Channels.Services;

/// <summary>Asks outside services over HTTP: the declared address alone, once, within its time and size.</summary>
internal sealed class ServiceCaller(IReadOnlyList<ServiceOptions> declared, IHttpClientFactory clients, TimeProvider time) : IServiceCaller, IDisposable
{
    public const string ClientName = "services";

    // Calls under way at most; the others wait within their own time.
    private const int MaxUnderWay = 32;

    private readonly Dictionary<string, ServiceOptions> _declared = declared.ToDictionary(one => one.Name, StringComparer.Ordinal);
    private readonly SemaphoreSlim _free = new(MaxUnderWay);

    public async Task<ServiceReply> Call(CallService call, CancellationToken cancellationToken)
    {
        if (!_declared.TryGetValue(call.Service, out var options))
            return ServiceReply.Failed("is not declared");

        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _free.WaitAsync(either.Token);
            try
            {
                return await Ask(options, call, either.Token);
            }
            finally
            {
                _free.Release();
            }
        }
        catch (OperationCanceledException)
        {
            return ServiceReply.Failed(timeout.IsCancellationRequested ? $"took longer than {options.TimeoutSeconds} s" : "was cut off by the desk's stop");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return ServiceReply.Failed("cannot be reached");
        }
    }

    public void Dispose() => _free.Dispose();

    private async Task<ServiceReply> Ask(ServiceOptions options, CallService call, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
        client.Timeout = Timeout.InfiniteTimeSpan;
        using var request = Request(options, call);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
            return ServiceReply.Failed($"answered {(int)response.StatusCode}");

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var body = await BodyBytes.Read(stream, response.Content.Headers.ContentLength, options.MaxBytes, cancellationToken);
        return body.Whole ? ServiceAnswer.Read(body.Bytes, call.Fields) : ServiceReply.Failed($"said more than {options.MaxBytes} bytes");
    }

    private static HttpRequestMessage Request(ServiceOptions options, CallService call)
    {
        var request = options.Posts
            ? new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = JsonContent.Create(call.Values) }
            : new HttpRequestMessage(HttpMethod.Get, WithQuery(options.Url, call.Values));
        request.Headers.Accept.ParseAdd("application/json");
        if (options.Authorization.Length > 0)
            request.Headers.TryAddWithoutValidation("Authorization", options.Authorization);

        return request;
    }

    private static Uri WithQuery(Uri url, IReadOnlyDictionary<string, string> values)
    {
        var query = string.Join('&', values.Select(value => $"{UrlEncoder.Default.Encode(value.Key)}={UrlEncoder.Default.Encode(value.Value)}"));
        return new UriBuilder(url) { Query = url.Query.Length > 1 ? $"{url.Query[1..]}&{query}" : query }.Uri;
    }
}
