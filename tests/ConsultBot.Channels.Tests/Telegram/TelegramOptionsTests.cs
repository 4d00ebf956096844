using ConsultBot.Channels.Telegram;
using Microsoft.Extensions.DependencyInjection;

namespace ConsultBot.Channels.Tests.Telegram;

public class TelegramOptionsTests
{
    private static readonly TelegramOptions _good = new() { Token = TelegramRig.Token };

    private static readonly TelegramOptions _webhook = _good with
    {
        Mode = "webhook",
        WebhookUrl = "https://desk.example.kz/hooks/telegram",
        WebhookSecret = "abc_-9",
    };

    [Fact]
    public void Good_settings_have_no_problem()
    {
        Assert.Empty(_good.Validate());
        Assert.Empty(_webhook.Validate());
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("123:")]
    [InlineData(":abc")]
    [InlineData("123:a/b")]
    [InlineData("99999999999999999999:abc")]
    [InlineData("123:abc\n")]
    public void A_token_has_its_form(string token) => Named("Telegram:Token", _good with { Token = token });

    [Theory]
    [InlineData("http://api.telegram.org")]
    [InlineData("http://8.8.8.8")]
    [InlineData("https://api.telegram.org/bot")]
    [InlineData("https://user:pass@api.telegram.org")]
    [InlineData("ftp://localhost")]
    [InlineData("api.telegram.org")]
    [InlineData("")]
    public void A_server_that_would_see_the_token_in_the_clear_is_refused(string url) => Named("Telegram:BaseUrl", _good with { BaseUrl = url });

    [Theory]
    [InlineData("http://127.0.0.1:8081")]
    [InlineData("http://localhost:8081/")]
    [InlineData("http://[::1]:8081")]
    [InlineData("http://192.168.1.5:8081")]
    [InlineData("http://telegram-bot-api:8081")]
    public void A_server_of_our_own_may_be_plain(string url) => Assert.Empty((_good with { BaseUrl = url }).Validate());

    [Theory]
    [InlineData("")]
    [InlineData("has space")]
    [InlineData("кілт")]
    [InlineData("abc\n")]
    public void A_webhook_needs_a_secret(string secret) => Named("Telegram:WebhookSecret", _webhook with { WebhookSecret = secret });

    [Fact]
    public void A_secret_has_at_most_256_characters()
    {
        Assert.Empty((_webhook with { WebhookSecret = new string('a', 256) }).Validate());
        Named("Telegram:WebhookSecret", _webhook with { WebhookSecret = new string('a', 257) });
    }

    [Theory]
    [InlineData("")]
    [InlineData("/hooks/telegram")]
    [InlineData("http://desk.example.kz/hooks/telegram")]
    public void A_webhook_needs_a_whole_address(string url) => Named("Telegram:WebhookUrl", _webhook with { WebhookUrl = url });

    [Fact]
    public void Modes_and_rates_are_checked()
    {
        Named("Telegram:Mode", _good with { Mode = "push" });
        Named("Telegram:Mode", _good with { Mode = "Webhook" });
        Named("Telegram:SendsPerSecond", _good with { SendsPerSecond = -1 });
        Named("Telegram:SendsPerSecondPerChat", _good with { SendsPerSecondPerChat = double.NaN });
    }

    [Fact]
    public void All_problems_are_told_at_once_and_nothing_starts_with_one()
    {
        var bad = new TelegramOptions { BaseUrl = "x", Mode = "webhook" };

        Assert.Equal(4, bad.Validate().Count);
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddTelegram(bad));
    }

    private static void Named(string setting, TelegramOptions options) =>
        Assert.StartsWith(setting + " ", Assert.Single(options.Validate()), StringComparison.Ordinal);
}
