using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Http;
using Microsoft.Extensions.ObjectPool;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>Twilio's API by hand: the few calls that the channel needs. Every post has a body, and goes once; reading is repeated.</summary>
internal sealed class TwilioClient : IWhatsAppGateway, IDisposable
{
    /// <summary>Name of the client that posts.</summary>
    public const string PostClient = "twilio";

    /// <summary>Name of the client that reads; what it asks is repeated after a fault that may pass.</summary>
    public const string ReadClient = "twilio-read";

    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";
    private const string OfficialContentServer = "https://content.twilio.com";
    private const int AnswerLimit = 1024 * 1024;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly WhatsAppOptions _options;
    private readonly HttpClient _reader;
    private readonly PostCalls _posts;
    private readonly MediaDownload _downloads;
    private readonly AuthenticationHeaderValue _proof;
    private readonly string _account;
    private readonly string _contents;
    private readonly string _server;
    private readonly PostTarget _create;
    private readonly PostTarget _createContent;
    private readonly string _validity = MessageRequest.Validity.TotalSeconds.ToString(CultureInfo.InvariantCulture);
    private readonly ObjectPool<FormWriter> _forms = new DefaultObjectPool<FormWriter>(new DefaultPooledObjectPolicy<FormWriter>(), 64);

    public TwilioClient(IHttpClientFactory clients, WhatsAppOptions options, MediaDownload downloads, TimeProvider clock)
    {
        _options = options;
        _downloads = downloads;
        _server = options.BaseUrl.TrimEnd('/');
        _account = $"{_server}/2010-04-01/Accounts/{options.AccountSid}";
        _contents = $"{(options.UsesOfficialServer ? OfficialContentServer : _server)}/v1/Content";
        var (name, password) = options.Credentials;
        _proof = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
        _reader = clients.CreateClient(ReadClient);
        _posts = new PostCalls(clients.CreateClient(PostClient), options.UsesPlainHttp ? new Uri(options.BaseUrl) : null, clock);
        _create = PostTarget.Of(new Uri($"{_account}/Messages.json"), Form, _proof);
        _createContent = PostTarget.Of(new Uri(_contents), Json, _proof);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<TwilioAnswer> Create(MessageRequest request, CancellationToken cancellationToken)
    {
        var form = _forms.Get();
        Write(form.Clear(), request);
        var answer = await Post(_create, form.Written, cancellationToken);

        // After a failure something below may still hold the bytes: they are left to the collector.
        if (answer.Fault is null && !form.IsLarge)
            _forms.Return(form);

        return answer;
    }

    public async Task<TwilioMessage?> Read(string sid, CancellationToken cancellationToken) =>
        await Get($"{_account}/Messages/{Uri.EscapeDataString(sid)}.json", TwilioJson.Message, cancellationToken);

    public Task<MessagePage?> List(MessageFilter filter, CancellationToken cancellationToken)
    {
        if (filter.PageUri is { } next)
            return Get(_server + next, TwilioJson.Page, cancellationToken);

        var query = new StringBuilder($"{_account}/Messages.json?PageSize={filter.PageSize.ToString(CultureInfo.InvariantCulture)}");
        if (filter.To is { } to)
            query.Append("&To=").Append(Uri.EscapeDataString(to));
        if (filter.From is { } from)
            query.Append("&From=").Append(Uri.EscapeDataString(from));
        if (filter.Since is { } since)
            query.Append(CultureInfo.InvariantCulture, $"&DateSent%3E={since:yyyy-MM-dd}");
        if (filter.Until is { } until)
            query.Append(CultureInfo.InvariantCulture, $"&DateSent%3C={until:yyyy-MM-dd}");

        return Get(query.ToString(), TwilioJson.Page, cancellationToken);
    }

    public Task<IReadOnlyList<TwilioMedia>?> Media(string sid, CancellationToken cancellationToken) =>
        Get($"{_account}/Messages/{Uri.EscapeDataString(sid)}/Media.json", root => TwilioJson.Media(root, _server), cancellationToken);

    public Task<ChannelFile?> Download(string address, CancellationToken cancellationToken) =>
        _downloads.Fetch(address, _proof, cancellationToken);

    public Task<IReadOnlyList<TwilioContent>?> Contents(CancellationToken cancellationToken) =>
        Get($"{_contents}?PageSize=500", TwilioJson.Contents, cancellationToken);

    public ValueTask<TwilioAnswer> CreateContent(ReadOnlyMemory<byte> json, CancellationToken cancellationToken) =>
        Post(_createContent, json, cancellationToken);

    public ValueTask<TwilioAnswer> RequestApproval(string contentSid, string name, CancellationToken cancellationToken)
    {
        var target = PostTarget.Of(new Uri($"{_contents}/{Uri.EscapeDataString(contentSid)}/ApprovalRequests/whatsapp"), Json, _proof);
        return Post(target, TwilioJson.ApprovalRequest(name), cancellationToken);
    }

    public Task<string?> Approval(string contentSid, CancellationToken cancellationToken) =>
        Get($"{_contents}/{Uri.EscapeDataString(contentSid)}/ApprovalRequests", TwilioJson.Approval, cancellationToken);

    public void Dispose()
    {
        _reader.Dispose();
        _posts.Dispose();
    }

    private void Write(FormWriter form, MessageRequest request)
    {
        form.Add("To", request.To).Add("From", request.From);
        if (_options.MessagingServiceSid.Length > 0)
            form.Add("MessagingServiceSid", _options.MessagingServiceSid);
        if (request.Body is { } body)
            form.Add("Body", body);
        if (request.ContentSid is { } content)
            form.Add("ContentSid", content);
        if (request.ContentVariables is { } variables)
            form.Add("ContentVariables", variables);
        if (request.MediaUrl is { } media)
            form.Add("MediaUrl", media);

        form.Add("StatusCallback", request.StatusCallback).Add("ValidityPeriod", _validity);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TwilioAnswer> Post(PostTarget target, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var result = await _posts.Post(target, content, _patience, AnswerLimit, cancellationToken);
        return result switch
        {
            { Fault: null } => TwilioAnswer.Parse(result.Status, result.RetryAfter, result.Body.Span),
            { Status: 0 } => TwilioAnswer.Lost(result.Started, result.Fault),
            _ => TwilioAnswer.Unreadable(result.Status, result.Fault),
        };
    }

    /// <summary>Null when there was no answer that can be read.</summary>
    private async Task<T?> Get<T>(string address, Func<JsonElement, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = _proof;
        try
        {
            using var response = await _reader.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
                return null;

            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var json = await JsonDocument.ParseAsync(stream, default, cancellationToken);
            return read(json.RootElement);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && error is not OutOfMemoryException)
        {
            return null;
        }
    }
}
