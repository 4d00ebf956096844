using System.Net.Http.Headers;
using System.Text;

namespace ConsultBot.Channels.Http;

/// <summary>Where to post to; make it once. Its members may hold a secret.</summary>
/// <param name="Head">The request's head in plain HTTP/1.1, up to the value of Content-Length.</param>
internal sealed record PostTarget(Uri Address, string ContentType, AuthenticationHeaderValue? Authorization, ReadOnlyMemory<byte> Head)
{
    public static PostTarget Of(Uri address, string contentType, AuthenticationHeaderValue? authorization = null)
    {
        var proof = authorization is null ? "" : $"Authorization: {authorization}\r\n";
        return new PostTarget(
            address, contentType, authorization,
            Encoding.ASCII.GetBytes(
                $"POST {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\n{proof}Content-Type: {contentType}\r\nContent-Length: "));
    }

    /// <summary>Names no address.</summary>
    public override string ToString() => nameof(PostTarget);
}
