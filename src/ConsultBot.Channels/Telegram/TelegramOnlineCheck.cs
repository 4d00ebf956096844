using System.Text.Json;
using ConsultBot.Application.Packs;
using ConsultBot.Channels.Http;

namespace ConsultBot.Channels.Telegram;

/// <summary>Asks Telegram whether the settings are right. It changes nothing there and confirms no update.</summary>
internal sealed class TelegramOnlineCheck(TelegramCalls calls, TelegramOptions options)
{
    private const int AnswerLimit = 64 * 1024;

    // Within this another program that polls comes by, and ends our own asking.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(25);

    public async Task<IReadOnlyList<ProblemLine>> Run(CancellationToken cancellationToken)
    {
        var (fault, _) = await Ask("getMe", "{}"u8.ToArray(), cancellationToken);
        if (fault is not null)
            return [fault];

        var problems = new List<ProblemLine>();
        var (lost, webhook) = await Ask("getWebhookInfo", "{}"u8.ToArray(), cancellationToken);
        if (lost is not null)
            return [lost];

        var url = webhook.TryGetProperty("url", out var set) ? set.GetString() ?? "" : "";
        if (!options.UsesWebhook && url.Length > 0)
            problems.Add(Online.Error("telegram-webhook-elsewhere", "A webhook is set for this bot, so that another program receives its messages", "Stop that program; serve then removes the webhook by itself. Or set Telegram:Mode to webhook."));
        else if (options.UsesWebhook && url != options.WebhookUrl)
            problems.Add(Online.Error("telegram-webhook-differs", url.Length > 0 ? "The bot's webhook leads elsewhere than Telegram:WebhookUrl" : "The bot has no webhook yet", "Start serve, which sets it. If it changes again, another program sets it: stop that."));

        if (options.UsesWebhook && webhook.TryGetProperty("last_error_message", out var error) && error.GetString() is { Length: > 0 } said)
            problems.Add(Online.Warning("telegram-webhook-fails", $"Telegram could not deliver to the webhook lately: {TelegramText.Clean(said)}", "Look whether the proxy passes the path of Telegram:WebhookUrl on to this desk."));

        if (!options.UsesWebhook && url.Length == 0 && await SomebodyPolls(cancellationToken))
            problems.Add(Online.Warning("telegram-second-poller", "Another program asks for this bot's messages", "If it is a running serve of this desk, all is well. Otherwise stop it: two take each other's messages away."));

        return problems;
    }

    private async Task<bool> SomebodyPolls(CancellationToken cancellationToken)
    {
        var answer = await calls.Post(calls.Method("getUpdates"), """{"limit":1,"timeout":15}"""u8.ToArray(), _patience, cancellationToken);
        return (answer.ErrorCode ?? answer.Status) == 409;
    }

    private async Task<(ProblemLine? Fault, JsonElement Result)> Ask(string method, byte[] json, CancellationToken cancellationToken)
    {
        var (lost, body) = await calls.PostForBody(calls.Method(method), json, _patience, AnswerLimit, cancellationToken);
        if (lost is not null)
            return (Online.Error("telegram-unreachable", $"Telegram does not answer: {lost.Fault}", "Check the network and Telegram:BaseUrl."), default);

        if (body.Status is 401 or 404)
            return (Online.Error("telegram-token", "Telegram does not know the token", "Copy Telegram:Token from @BotFather again."), default);

        try
        {
            using var answer = JsonDocument.Parse(body.Bytes);
            return (null, answer.RootElement.GetProperty("result").Clone());
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (Online.Error("telegram-answer", $"Telegram's answer to {method} cannot be read (status {body.Status})", "Check Telegram:BaseUrl: another program may answer there."), default);
        }
    }
}
