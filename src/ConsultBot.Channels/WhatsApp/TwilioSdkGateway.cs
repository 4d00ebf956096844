using System.Net;
using ConsultBot.Application.Ports;
using Twilio.Clients;
using Twilio.Exceptions;
using Twilio.Rest.Api.V2010.Account;
using Twilio.Types;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>
/// The same calls by Twilio's official SDK, for whoever builds with <c>-p:TwilioSdk=true</c>: messages go by it; contents and
/// files, which are read alone, by the client of our own.
/// </summary>
internal sealed class TwilioSdkGateway : IWhatsAppGateway
{
    private readonly TwilioClient _own;
    private readonly WhatsAppOptions _options;
    private readonly TwilioRestClient _client;

    public TwilioSdkGateway(TwilioClient own, WhatsAppOptions options, IHttpClientFactory clients)
    {
        _own = own;
        _options = options;
        var (name, password) = options.Credentials;
        _client = new TwilioRestClient(
            name, password, options.AccountSid, httpClient: new Twilio.Http.SystemNetHttpClient(clients.CreateClient(TwilioClient.PostClient)));
    }

    public async ValueTask<TwilioAnswer> Create(MessageRequest request, CancellationToken cancellationToken)
    {
        var options = new CreateMessageOptions(new PhoneNumber(request.To))
        {
            From = new PhoneNumber(request.From),
            MessagingServiceSid = _options.MessagingServiceSid.Length > 0 ? _options.MessagingServiceSid : null,
            Body = request.Body,
            ContentSid = request.ContentSid,
            ContentVariables = request.ContentVariables,
            MediaUrl = request.MediaUrl is null ? null : [new Uri(request.MediaUrl)],
            StatusCallback = new Uri(request.StatusCallback),
            ValidityPeriod = (int)MessageRequest.Validity.TotalSeconds,
        };
        try
        {
            var message = await MessageResource.CreateAsync(options, _client).WaitAsync(cancellationToken);
            return TwilioAnswer.Of((int)HttpStatusCode.Created, message.Sid, null);
        }
        catch (ApiException no)
        {
            return TwilioAnswer.Of(no.Status, null, no.Code);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The SDK does not say whether the request had left.
            return TwilioAnswer.Lost(started: true, error.GetType().Name);
        }
    }

    public async Task<TwilioMessage?> Read(string sid, CancellationToken cancellationToken)
    {
        try
        {
            return Of(await MessageResource.FetchAsync(sid, client: _client).WaitAsync(cancellationToken));
        }
        catch (Exception error) when (error is TwilioException or HttpRequestException)
        {
            return null;
        }
    }

    public async Task<MessagePage?> List(MessageFilter filter, CancellationToken cancellationToken)
    {
        var options = new ReadMessageOptions
        {
            To = filter.To is null ? null : new PhoneNumber(filter.To),
            From = filter.From is null ? null : new PhoneNumber(filter.From),
            DateSentAfter = filter.Since?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            DateSentBefore = filter.Until?.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc),
            PageSize = filter.PageSize,
        };
        try
        {
            // The set turns its pages by itself.
            var messages = await MessageResource.ReadAsync(options, _client).WaitAsync(cancellationToken);
            return new MessagePage([.. messages.Select(Of)], null);
        }
        catch (Exception error) when (error is TwilioException or HttpRequestException)
        {
            return null;
        }
    }

    public Task<IReadOnlyList<TwilioMedia>?> Media(string sid, CancellationToken cancellationToken) => _own.Media(sid, cancellationToken);

    public Task<ChannelFile?> Download(string address, CancellationToken cancellationToken) => _own.Download(address, cancellationToken);

    public Task<IReadOnlyList<TwilioContent>?> Contents(CancellationToken cancellationToken) => _own.Contents(cancellationToken);

    public ValueTask<TwilioAnswer> CreateContent(ReadOnlyMemory<byte> json, CancellationToken cancellationToken) => _own.CreateContent(json, cancellationToken);

    public ValueTask<TwilioAnswer> RequestApproval(string contentSid, string name, CancellationToken cancellationToken) =>
        _own.RequestApproval(contentSid, name, cancellationToken);

    public Task<string?> Approval(string contentSid, CancellationToken cancellationToken) => _own.Approval(contentSid, cancellationToken);

    private static TwilioMessage Of(MessageResource message) => new(
        message.Sid, message.Status?.ToString() ?? "", message.Direction?.ToString() ?? "", message.From?.ToString() ?? "", message.To ?? "",
        message.Body ?? "", int.TryParse(message.NumMedia, out var media) ? media : 0, Date(message.DateCreated), Date(message.DateSent), message.ErrorCode,
        decimal.TryParse(message.Price, System.Globalization.CultureInfo.InvariantCulture, out var price) ? price : null, message.PriceUnit);

    private static DateTimeOffset? Date(DateTime? at) => at is { } known ? new DateTimeOffset(DateTime.SpecifyKind(known, DateTimeKind.Utc)) : null;
}
