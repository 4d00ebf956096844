using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ConsultBot.Desk.Web;

/// <summary>Answers with a component as a whole, finished page.</summary>
internal static class Page
{
    public static RazorComponentResult<T> Of<T>(Screen screen, object model, int status = StatusCodes.Status200OK)
        where T : IComponent =>
        new(new Dictionary<string, object?>(StringComparer.Ordinal) { ["S"] = screen, ["Model"] = model })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };

    public static IResult Note(Screen screen, string title, string words, int status, string? back = null) =>
        Of<Shared.NotePage>(screen, new Shared.Note(title, words, back), status);
}
