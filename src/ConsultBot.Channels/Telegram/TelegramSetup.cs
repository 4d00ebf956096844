using ConsultBot.Channels.Http;
using ConsultBot.Domain.Messages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace ConsultBot.Channels.Telegram;

/// <summary>Puts the bot's account in order beside the running desk: nothing waits for it.</summary>
internal sealed class TelegramSetup(
    IHttpClientFactory clients, TelegramOptions options, TelegramAccount account, TimeProvider clock, ILogger<TelegramSetup> log)
    : BackgroundService
{
    private const int WebhookConnections = 100;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _badTokenWait = TimeSpan.FromSeconds(60);

    /// <summary>When polling, the first citizens go before the order of the account.</summary>
    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(1);

    private static readonly UpdateType[] _allowed =
        [UpdateType.Message, UpdateType.EditedMessage, UpdateType.CallbackQuery, UpdateType.MyChatMember];

    public static IReadOnlyList<string> AllowedUpdates { get; } = ["message", "edited_message", "callback_query", "my_chat_member"];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (!options.UsesWebhook)
                await Task.Delay(_firstWait, clock, stoppingToken);

            using var http = clients.CreateClient(TelegramCalls.ClientName);
            var server = options.UsesOfficialServer ? null : options.BaseUrl;
            var bot = new TelegramBotClient(new TelegramBotClientOptions(options.Token, server) { RetryThreshold = 0 }, http);

            await UntilDone(options.UsesWebhook ? "setWebhook" : "deleteWebhook", token => Receive(bot, token), stoppingToken);
            await UntilDone("getMe", token => LearnName(bot, token), stoppingToken);
            await SetCommands(bot, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping before the account was in order: the next start goes on.
        }
    }

    private async Task Receive(TelegramBotClient bot, CancellationToken token)
    {
        if (options.UsesWebhook)
        {
            await bot.SetWebhook(
                options.WebhookUrl, maxConnections: WebhookConnections, allowedUpdates: _allowed, dropPendingUpdates: false,
                secretToken: options.WebhookSecret, cancellationToken: token);
            log.WebhookSet();
        }
        else if ((await bot.GetWebhookInfo(token)).Url is { Length: > 0 })
        {
            await bot.DeleteWebhook(dropPendingUpdates: false, cancellationToken: token);
            log.WebhookRemoved();
        }
    }

    private async Task LearnName(TelegramBotClient bot, CancellationToken token)
    {
        account.Username = (await bot.GetMe(token)).Username;
        log.Known(account.Id, account.Username ?? "");
    }

    /// <summary>One try a start: the calls are rate-limited, and the menu is a convenience.</summary>
    private async Task SetCommands(TelegramBotClient bot, CancellationToken stoppingToken)
    {
        // Without a language of its own a citizen's menu is Kazakh.
        (string? Code, Language Language)[] menus = [(null, Language.Kk), .. Languages.All.Select(one => ((string?)one.Code(), one))];
        foreach (var (code, language) in menus)
        {
            var failure = await Try(token => SetMenu(bot, code, TelegramCommands.In(language), token), stoppingToken);
            if (failure is not null)
            {
                log.CommandsFailed(failure.Value.Reason);
                return;
            }
        }
    }

    private static async Task SetMenu(TelegramBotClient bot, string? code, IReadOnlyList<BotCommand> wanted, CancellationToken token)
    {
        var present = await bot.GetMyCommands(languageCode: code, cancellationToken: token);
        if (!TelegramCommands.Same(present, wanted))
            await bot.SetMyCommands(wanted, languageCode: code, cancellationToken: token);
    }

    private async Task UntilDone(string step, Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        var backoff = new Backoff();
        while (await Try(work, stoppingToken) is { } failure)
        {
            var wait = failure.Code is 401 or 404 ? _badTokenWait : failure.RetryAfter ?? backoff.Next();
            log.SetupFailed(step, failure.Reason, wait.TotalSeconds);
            await Task.Delay(wait, clock, stoppingToken);
        }
    }

    private async Task<Failure?> Try(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        using var time = new CancellationTokenSource(_patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stoppingToken);
        try
        {
            await work(both.Token);
            return null;
        }
        catch (ApiRequestException no)
        {
            var wait = no.Parameters?.RetryAfter is { } seconds ? TelegramAnswer.Wait(seconds) : (TimeSpan?)null;
            return new Failure(no.ErrorCode, no.Message, wait);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            return new Failure(0, error.GetType().Name, null);
        }
    }

    private readonly record struct Failure(int Code, string Reason, TimeSpan? RetryAfter);
}
