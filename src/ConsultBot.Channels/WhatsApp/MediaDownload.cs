using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using ConsultBot.Application.Ports;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>
/// Fetches a file that a citizen sent. The address comes from outside: only Twilio's own host is asked, with our
/// credentials, and what it redirects to only when that is its storage, without them.
/// </summary>
internal sealed class MediaDownload(IHttpClientFactory clients, WhatsAppOptions options, TimeProvider clock)
{
    public const string ClientName = "twilio-media";

    /// <summary>Bytes of a file, at most.</summary>
    public const int Limit = 16 * 1024 * 1024;

    private const int MaxRedirects = 3;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly string[] _storage = ["media.twiliocdn.com", "mms.twiliocdn.com", "s3-external-1.amazonaws.com"];

    private readonly Uri _server = new(options.BaseUrl);

    /// <summary>Null when the address is not Twilio's, the file is too large, or it cannot be had.</summary>
    public async Task<ChannelFile?> Fetch(string address, AuthenticationHeaderValue proof, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var at) || !IsTwilio(at))
            return null;

        using var time = new CancellationTokenSource(_patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        using var client = clients.CreateClient(ClientName);
        try
        {
            for (var redirects = 0; redirects <= MaxRedirects; redirects++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, at);
                if (IsTwilio(at))
                    request.Headers.Authorization = proof;

                using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
                if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } target)
                {
                    at = new Uri(at, target);
                    if (!IsTwilio(at) && !IsStorage(at))
                        return null;

                    continue;
                }

                return response.StatusCode == HttpStatusCode.OK ? await Read(response, both.Token) : null;
            }

            return null;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException or UriFormatException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Connects to public addresses alone, whatever a name resolves to at this moment; to our own server's where that is local.</summary>
    public static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, bool localAllowed, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var allowed = Array.FindAll(addresses, address => localAllowed || IsPublic(address));
            if (allowed.Length == 0)
                throw new HttpRequestException("The address is not public.");

            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    internal static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal && !address.IsIPv6UniqueLocal && !address.IsIPv6Multicast
                && !address.IsIPv6SiteLocal && !address.Equals(IPAddress.IPv6Any);
        }

        return address.GetAddressBytes() is not ([0 or 10 or 127, ..] or [169, 254, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..]
            or [100, >= 64 and <= 127, ..] or [>= 224, ..]);
    }

    private bool IsTwilio(Uri at) =>
        at.Scheme == _server.Scheme && at.UserInfo.Length == 0 && at.Port == _server.Port && at.Host.Equals(_server.Host, StringComparison.OrdinalIgnoreCase);

    private static bool IsStorage(Uri at) =>
        at.Scheme == Uri.UriSchemeHttps && at.IsDefaultPort && at.UserInfo.Length == 0 && _storage.Contains(at.Host, StringComparer.OrdinalIgnoreCase);

    // Counted, not believed: a length may be wrong.
    private static async Task<ChannelFile?> Read(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var body = await Http.BodyBytes.Read(stream, null, Limit, cancellationToken);
        return body.Whole ? new ChannelFile(body.Bytes.ToArray(), FileKinds.Of(body.Bytes.Span)) : null;
    }
}
