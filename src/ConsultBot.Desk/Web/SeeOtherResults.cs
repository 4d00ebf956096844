using Microsoft.AspNetCore.Http;

namespace ConsultBot.Desk.Web;

/// <summary>After a form: the browser reads the page with GET, so that "back" and "reload" send nothing again.</summary>
internal static class SeeOtherResults
{
    public static IResult SeeOther(this IResultExtensions _, string address) => new SeeOtherResult(address);

    private sealed class SeeOtherResult(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
