using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Desk.Web;
using Microsoft.AspNetCore.Http;

namespace ConsultBot.Desk.WebChat;

/// <summary>Makes the web chat's page, in its ordinary state and with something to say.</summary>
internal sealed class ChatPages(Screens screens, CitizenCookie cookie, WebChatService chat, IPublicFace face, IChance chance)
{
    public Screen Screen(HttpContext context) => screens.Of(context);

    public async Task<IResult> Page(
        HttpContext context, Screen screen, CancellationToken cancellationToken, Func<ChatModel, ChatModel>? with = null,
        int status = StatusCodes.Status200OK)
    {
        var address = cookie.Read(context.Request);
        var view = await chat.Read(address, 0, screen.Language, cancellationToken);
        var official = face.OfficialOf(topic: null, region: null, screen.Language);
        var model = new ChatModel(view, address is not null, official, RequestId.New(chance));
        return Web.Page.Of<ChatPage>(screen with { Path = "/" }, with is null ? model : with(model), status);
    }

    /// <summary>The words were not taken: they stay in the field.</summary>
    public Task<IResult> Refused(
        HttpContext context, Screen screen, string typed, string key, int status, CancellationToken cancellationToken) =>
        Page(context, screen, cancellationToken, model => model with { Text = typed, Notice = screen.T[key] }, status);
}
