using Microsoft.AspNetCore.Http;

namespace ConsultBot.Desk.Web;

/// <summary>Where a request comes from, only to count wrong tries.</summary>
internal static class Sender
{
    public static string Of(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
