using System.Text;

namespace ConsultBot.Channels.Telegram;

/// <summary>A method of the Bot API; make it once. Both members hold the token.</summary>
/// <param name="Head">The request's head in plain HTTP/1.1, up to the value of Content-Length.</param>
internal sealed record TelegramMethod(Uri Address, ReadOnlyMemory<byte> Head)
{
    public static TelegramMethod Of(Uri address) => new(
        address,
        Encoding.ASCII.GetBytes(
            $"POST {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nContent-Length: "));

    /// <summary>Names no address.</summary>
    public override string ToString() => nameof(TelegramMethod);
}
