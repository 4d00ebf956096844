using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConsultBot.Desk.Web;

internal static class AssetEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/assets/{version}/{**name}", [HttpMethods.Get, HttpMethods.Head], Serve).AllowAnonymous();

    // An older version in the address still gets the file: better today's style than none, but not for keeps.
    private static IResult Serve(string version, string name, HttpContext context)
    {
        if (AssetFiles.Find(name) is not { } asset)
            return Results.NotFound();

        var headers = context.Response.Headers;
        headers.CacheControl = version == AssetFiles.Version ? "public, max-age=31536000, immutable" : "no-cache";
        headers.Vary = "Accept-Encoding";
        if (asset.Brotli is null || !AcceptsBrotli(context.Request))
            return Results.Bytes(asset.Plain, asset.ContentType);

        headers.ContentEncoding = "br";
        return Results.Bytes(asset.Brotli, asset.ContentType);
    }

    private static bool AcceptsBrotli(HttpRequest request) =>
        request.Headers.AcceptEncoding.ToString().Split(',', StringSplitOptions.TrimEntries).Any(
            coding => coding.Equals("br", StringComparison.OrdinalIgnoreCase) || coding.StartsWith("br;q=0.", StringComparison.OrdinalIgnoreCase));
}
