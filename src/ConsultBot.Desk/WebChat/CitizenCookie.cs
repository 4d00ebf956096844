using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace ConsultBot.Desk.WebChat;

/// <summary>
/// Who a citizen is to the web chat: a conversation's address, sealed so that nobody can make one up. A return by number
/// and code gives the same address to another browser.
/// </summary>
internal sealed class CitizenCookie(IDataProtectionProvider protection)
{
    private const string Name = "chat";

    private static readonly TimeSpan _keep = TimeSpan.FromDays(365);

    private readonly IDataProtector _protector = protection.CreateProtector("ConsultBot.WebChat.Citizen");

    public string? Read(HttpRequest request)
    {
        if (request.Cookies[Name] is not { Length: > 0 } value)
            return null;

        try
        {
            return _protector.Unprotect(value);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Write(HttpContext context, string address) =>
        context.Response.Cookies.Append(Name, _protector.Protect(address), Options(context.Request));

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context.Request));

    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = _keep,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = request.IsHttps,
    };
}
