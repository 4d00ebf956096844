using ConsultBot.Channels.Telegram;

namespace ConsultBot.Channels.Tests.Telegram;

public class TelegramSetupTests
{
    private static readonly TelegramOptions _webhook = new()
    {
        Mode = TelegramOptions.Webhook,
        WebhookUrl = "https://desk.example.kz/hooks/telegram",
        WebhookSecret = "secret",
    };

    [Fact]
    public async Task The_menu_is_set_in_each_language_and_the_name_is_learnt()
    {
        await using var server = new FakeServer(request => Usual(request));
        await using var rig = await Run(server, () => server.Calls("setMyCommands").Count == 4);

        Assert.Equal("https://t.me/consult_bot", rig.Account.Link);
        var menus = server.Calls("setMyCommands");
        Assert.Equal([null, "kk", "ru", "en"], menus.Select(menu => menu.Body.TryGetProperty("language_code", out var code) ? code.GetString() : null));
        Assert.All(menus, menu => Assert.Equal(
            ["start", "menu", "human", "status", "language", "simple", "who", "delete"],
            menu.Body.GetProperty("commands").EnumerateArray().Select(command => command.GetProperty("command").GetString())));
        Assert.Equal(Descriptions(menus[0]), Descriptions(menus[1]));
        Assert.NotEqual(Descriptions(menus[1]), Descriptions(menus[2]));
        Assert.Empty(server.Calls("deleteWebhook"));
        Assert.Empty(server.Calls("setWebhook"));
    }

    [Fact]
    public async Task A_menu_that_is_right_already_stays()
    {
        var menu = TelegramCommands.In(Domain.Messages.Language.Kk).Select(command => new { command = command.Command, description = command.Description });
        await using var server = new FakeServer(request => request.Call == "getMyCommands" ? FakeReply.Result(menu) : Usual(request));
        await using var rig = await Run(server, () => server.Calls("setMyCommands").Count == 2);

        Assert.Equal(["ru", "en"], server.Calls("setMyCommands").Select(call => call.Body.GetProperty("language_code").GetString()));
    }

    [Fact]
    public async Task When_polling_a_webhook_that_is_set_is_removed_and_nothing_is_dropped()
    {
        await using var server = new FakeServer(request => request.Call == "getWebhookInfo"
            ? FakeReply.Result(new { url = "https://old.example.kz", has_custom_certificate = false, pending_update_count = 3 })
            : Usual(request));
        await using var rig = await Run(server, () => server.Calls("deleteWebhook").Count == 1);

        Assert.DoesNotContain("true", server.Calls("deleteWebhook")[0].Body.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task In_webhook_mode_the_webhook_is_set_until_it_holds()
    {
        var tries = 0;
        await using var server = new FakeServer(request => request.Call == "setWebhook" && Interlocked.Increment(ref tries) < 3
            ? FakeReply.Error(500, "Internal Server Error")
            : Usual(request));
        await using var rig = await Run(server, () => server.Calls("getMe").Count == 1, _webhook);

        var body = server.Calls("setWebhook")[^1].Body;
        Assert.Equal(3, server.Calls("setWebhook").Count);
        Assert.Equal("https://desk.example.kz/hooks/telegram", body.GetProperty("url").GetString());
        Assert.Equal("secret", body.GetProperty("secret_token").GetString());
        Assert.Equal(100, body.GetProperty("max_connections").GetInt32());
        Assert.Equal(TelegramSetup.AllowedUpdates, body.GetProperty("allowed_updates").EnumerateArray().Select(kind => kind.GetString()!));
        Assert.False(body.TryGetProperty("drop_pending_updates", out var drop) && drop.GetBoolean());
        Assert.Empty(server.Calls("deleteWebhook"));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    public async Task A_menu_that_cannot_be_set_stops_nothing(int code)
    {
        await using var server = new FakeServer(request => request.Call.EndsWith("MyCommands", StringComparison.Ordinal)
            ? FakeReply.Json(new { ok = false, error_code = code, description = "no", parameters = new { retry_after = 1 } }, code)
            : Usual(request));
        await using var rig = new TelegramRig(server.Address);
        using var setup = rig.Hosted<TelegramSetup>();
        await setup.StartAsync(TestContext.Current.CancellationToken);

        await rig.PassTimeUntil(() => setup.ExecuteTask!.IsCompleted);

        Assert.True(setup.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Single(server.Calls("getMyCommands"));
    }

    [Fact]
    public async Task A_start_waits_for_nothing()
    {
        await using var server = new FakeServer(_ => new FakeReply(0) { Then = "hang" });
        await using var rig = new TelegramRig(server.Address, options: _webhook);
        using var setup = rig.Hosted<TelegramSetup>();

        await setup.StartAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        await setup.StopAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

    private static async Task<TelegramRig> Run(FakeServer server, Func<bool> done, TelegramOptions? options = null)
    {
        var rig = new TelegramRig(server.Address, options: options);
        using var setup = rig.Hosted<TelegramSetup>();
        await setup.StartAsync(TestContext.Current.CancellationToken);
        await rig.PassTimeUntil(done);
        await setup.StopAsync(TestContext.Current.CancellationToken);
        return rig;
    }

    private static FakeReply Usual(FakeRequest request) => request.Call switch
    {
        "getMe" => FakeReply.Result(new { id = 100001, is_bot = true, first_name = "b", username = "consult_bot" }),
        "getMyCommands" => FakeReply.Result(Array.Empty<object>()),
        "getWebhookInfo" => FakeReply.Result(new { url = "", has_custom_certificate = false, pending_update_count = 0 }),
        _ => FakeReply.Result(true),
    };

    private static string[] Descriptions(FakeRequest menu) =>
        [.. menu.Body.GetProperty("commands").EnumerateArray().Select(command => command.GetProperty("description").GetString()!)];
}
