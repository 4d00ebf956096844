using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Desk.Shared;
using ConsultBot.Desk.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConsultBot.Desk.WebChat;

/// <summary>The web chat: reading and sending without a script, live with one.</summary>
internal static class ChatEndpoints
{
    // A form writes a Cyrillic letter of two bytes as six.
    private const int MaxFormBytes = 10 * WebChatService.MaxTextBytes;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var chat = routes.MapGroup("").AllowAnonymous();
        chat.MapGet("/", Show);
        chat.MapGet("/chat/messages", Messages);
        chat.MapGet("/chat/events", Events);
        var forms = chat.MapGroup("").AddEndpointFilter(SameOrigin.Filter);
        forms.MapPost("/", Send);
        forms.MapPost("/chat/forget", Forget);
        forms.MapPost("/chat/return", Return);
    }

    private static async Task<IResult> Show(HttpContext context, ChatPages pages, IPublicFace face, CancellationToken cancellationToken)
    {
        var screen = pages.Screen(context);
        var notice = context.Request.Query switch
        {
            var query when query.ContainsKey("slow") => screen.T["chat.slow"],
            var query when query.ContainsKey("forgotten") => screen.T["chat.forgotten"],
            _ => null,
        };

        // A poster's link: the topic's name stands in the field, ready to be sent.
        var label = context.Request.Query["topic"] is [{ } topic] ? face.TopicLabel(topic, screen.Language) : null;
        return await pages.Page(context, screen, cancellationToken, model => model with { Notice = notice, Text = label });
    }

    private static async Task<IResult> Messages(
        long? after, HttpContext context, ChatPages pages, CitizenCookie cookie, WebChatService chat, CancellationToken cancellationToken)
    {
        var screen = pages.Screen(context);
        return Page.Of<ChatFragment>(
            screen, await chat.Read(cookie.Read(context.Request), Math.Max(0, after ?? 0), screen.Language, cancellationToken));
    }

    private static IResult Events(HttpContext context, CitizenCookie cookie, LiveStream live)
    {
        if (cookie.Read(context.Request) is not { } mine)
            return Results.NoContent();

        var address = WebChatService.Address(mine);
        return live.For(context, e => e.Address == address);
    }

    private static async Task<IResult> Send(
        HttpContext context, ChatPages pages, CitizenCookie cookie, WebChatService chat, CancellationToken cancellationToken)
    {
        var screen = pages.Screen(context);
        if (await ReadForm(context.Request, cancellationToken) is not { } form)
            return Page.Note(screen, screen.T["error.summary"], screen.T["chat.toolarge"], StatusCodes.Status413PayloadTooLarge, "/");

        var typed = form["text"].ToString();
        if (!WebChatService.Fits(typed))
            return await pages.Refused(context, screen, typed, "chat.toolong", StatusCodes.Status413PayloadTooLarge, cancellationToken);

        if (Input(form, typed, screen) is not { } input)
            return Done(context, "/");

        var address = cookie.Read(context.Request);
        var known = address is not null;
        address ??= chat.NewAddress();
        try
        {
            var answered = await chat.Send(address, input, RequestId.Read(form["request"]), cancellationToken);
            if (!known)
                cookie.Write(context, address);

            // A press takes nothing from the field: words typed there stay.
            return input.Press is not null && typed.Length > 0 && !IsScript(context) && known
                ? await pages.Page(context, screen, cancellationToken, model => model with { Text = typed })
                : Done(context, answered ? "/" : "/?slow");
        }
        catch (InboxClosedException)
        {
            return await pages.Refused(context, screen, typed, "chat.closed", StatusCodes.Status503ServiceUnavailable, cancellationToken);
        }
    }

    private static IResult Forget(HttpContext context)
    {
        CitizenCookie.Forget(context);
        return Results.Extensions.SeeOther("/?forgotten");
    }

    private static async Task<IResult> Return(
        HttpContext context, ChatPages pages, CitizenCookie cookie, TalonService talons, CancellationToken cancellationToken)
    {
        var screen = pages.Screen(context);
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var number = form["number"].ToString();
        var result = await talons.Look(number, form["code"], Sender.Of(context), screen.Language, cancellationToken);
        if (result is { Answer: TalonAnswer.Found, WebAddress: { } address })
        {
            cookie.Write(context, address);
            return Results.Extensions.SeeOther("/");
        }

        var words = result.Answer switch
        {
            TalonAnswer.Found => screen.T["chat.return.other"],
            TalonAnswer.TooMany => screen.T["talon.toomany"],
            _ => screen.T["talon.missing"],
        };
        return await pages.Page(
            context, screen, cancellationToken, model => model with { Faults = [new Fault("number", words)], Number = number },
            StatusCodes.Status422UnprocessableEntity);
    }

    private static WebChatInput? Input(IFormCollection form, string typed, Screen screen)
    {
        if (form["press"].ToString() is { Length: > 0 and <= ChatModel.FieldLength } press)
            return WebChatInput.Button(press, screen.Language);

        if (form["call"].ToString() is "person" or "menu")
            return WebChatInput.Words(screen.T[$"word.{form["call"]}"], screen.Language);

        return string.IsNullOrWhiteSpace(typed) ? null : WebChatInput.Words(typed, screen.Language);
    }

    private static async Task<IFormCollection?> ReadForm(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxFormBytes || !request.HasFormContentType)
            return request.HasFormContentType ? null : FormCollection.Empty;

        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (Exception error) when (error is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static bool IsScript(HttpContext context) => context.Request.Headers.ContainsKey("X-Chat");

    // The script reads the messages by itself; a browser without one is led to the page.
    private static IResult Done(HttpContext context, string page) =>
        IsScript(context) ? Results.NoContent() : Results.Extensions.SeeOther(page);
}
