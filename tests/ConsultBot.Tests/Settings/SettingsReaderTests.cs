using ConsultBot.Settings;
using Microsoft.Extensions.Configuration;

namespace ConsultBot.Tests.Settings;

public class SettingsReaderTests
{
    private const string Token = "123456789:AAtest";

    [Fact]
    public void Without_a_setting_everything_has_its_default()
    {
        var settings = Read([], out var problems);

        Assert.Empty(problems);
        Assert.Equal(("http://127.0.0.1:8080", "Asia/Almaty", "data/consultbot.db"), (settings!.Urls, settings.Zone.Id, settings.Storage.Path));
        Assert.Null(settings.Telegram);
        Assert.True(Directory.Exists(settings.Content.DialogsPath), "The shipped content serves.");
        Assert.True(Directory.Exists(settings.Content.RegisterPath), "The shipped register serves.");
    }

    [Theory]
    [InlineData("Storage:Pth", "x", "Storage:Pth is no setting. Known ones: Telegram:Token")]
    [InlineData("Color", "red", "Color is no setting.")]
    [InlineData("Time:Zone", "Asia/Alma-Ata-2", "Time:Zone is 'Asia/Alma-Ata-2'. Write a zone of the tz database such as Asia/Almaty")]
    [InlineData("Urls", "8080", "Urls is '8080'. Write addresses to listen on such as http://127.0.0.1:8080")]
    [InlineData("Urls", "http://127.0.0.1:8080;ftp://x", "Urls is 'http://127.0.0.1:8080;ftp://x'. Write addresses")]
    [InlineData("Urls", "http://127.0.0.1:80800", "Urls is 'http://127.0.0.1:80800'. Write addresses")]
    [InlineData("Desk:PublicUrl", "desk.example.kz", "Desk:PublicUrl is 'desk.example.kz'. Write a whole address")]
    [InlineData("Desk:PublicUrl", "ftp://desk.example.kz", "Desk:PublicUrl is 'ftp://desk.example.kz'. Write a whole address")]
    [InlineData("Conversation:MessagesPerMinute", "many", "Conversation:MessagesPerMinute is 'many'. Write a whole number from 0 to 100000.")]
    [InlineData("Conversation:MessagesPerMinute", "-1", "Conversation:MessagesPerMinute is '-1'. Write a whole number")]
    [InlineData("Conversation:QuietMs", "999999", "Conversation:QuietMs is '999999'. Write a whole number from 0 to 10000.")]
    [InlineData("Storage:Provider", "oracle", "Storage:Provider is 'oracle'. Write sqlite.")]
    [InlineData("Telegram:Mode", "poll", "Telegram:Token is empty while other Telegram settings are there. Set CONSULTBOT_Telegram__Token")]
    public void A_wrong_setting_is_refused_by_its_name_with_a_remedy(string key, string value, string said)
    {
        Assert.Null(Read([(key, value)], out var problems));
        Assert.StartsWith(said, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Telegram:Mode", "push", "Telegram:Mode is 'push'. Set it to poll or webhook.")]
    [InlineData("Telegram:BaseUrl", "http://example.com", "Telegram:BaseUrl sends the token in the clear. Use https")]
    [InlineData("Telegram:BaseUrl", "api.telegram.org", "Telegram:BaseUrl must be a scheme and a host alone.")]
    [InlineData("Telegram:SendsPerSecond", "3.5", "Telegram:SendsPerSecond is '3.5'. Write a whole number")]
    [InlineData("Telegram:Token", "secret", "Telegram:Token is missing or not in the form 123456789:letters.")]
    public void A_wrong_setting_of_Telegram_is_refused(string key, string value, string said)
    {
        Assert.Null(Read([("Telegram:Token", Token), (key, value)], out var problems));
        Assert.StartsWith(said, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_services_are_declared_by_name_on_hosts_that_are_allowed()
    {
        var settings = Read(
            [("Services:Hosts", "api.example.kz, 127.0.0.1"), ("Services:places:Url", "https://api.example.kz/places"), ("Services:places:TimeoutSeconds", "7"),
             ("Services:local:Url", "http://127.0.0.1:9000/x"), ("Services:local:Method", "get")],
            out var problems);

        Assert.Empty(problems);
        Assert.Equal(["local", "places"], settings!.Content.Services.Order(StringComparer.Ordinal));
        Assert.Equal((TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(5)), (settings.Conversation.Services["places"], settings.Conversation.Services["local"]));
        Assert.Equal((true, 65_536), settings.Services.Where(service => service.Name == "places").Select(service => (service.Posts, service.MaxBytes)).Single());
    }

    [Theory]
    [InlineData("Services:places:Url", "https://api.example.kz/", "Services:places:Url leads to the host 'api.example.kz', which Services:Hosts does not allow. Add it there")]
    [InlineData("Services:places:Url", "http://api.allowed.kz/", "Services:places:Url is 'http://api.allowed.kz/'. Write a whole address such as https://")]
    [InlineData("Services:places:Url", "https://me:secret@api.allowed.kz/", "Services:places:Url is ")]
    [InlineData("Services:places:Url", "file:///etc/passwd", "Services:places:Url is ")]
    [InlineData("Services:places:Urls", "x", "Services:places:Urls is no setting.")]
    [InlineData("Services:places:Method", "put", "Services:places:Method is 'put'. Write get or post.")]
    [InlineData("Services:places:TimeoutSeconds", "0", "Services:places:TimeoutSeconds is '0'. Write a whole number from 1 to 60.")]
    [InlineData("Services:places:MaxBytes", "2000000", "Services:places:MaxBytes is '2000000'. Write a whole number from 1 to 1000000.")]
    public void A_service_that_could_lead_elsewhere_is_refused(string key, string value, string said)
    {
        (string, string)[] usual = [("Services:Hosts", "api.allowed.kz"), ("Services:places:Url", "https://api.allowed.kz/")];

        Assert.Null(Read([.. usual.Where(one => one.Item1 != key), (key, value)], out var problems));
        Assert.StartsWith(said, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public void A_webhook_without_a_secret_is_refused(string secret)
    {
        Assert.Null(Read(
            [
                ("Telegram:Token", Token), ("Telegram:Mode", "webhook"), ("Telegram:WebhookUrl", "https://desk.example.kz/hooks/telegram"),
                ("Telegram:WebhookSecret", secret),
            ],
            out var problems));
        Assert.StartsWith("Telegram:WebhookSecret must be 1 to 256 characters", Assert.Single(problems), StringComparison.Ordinal);
        Assert.Contains("openssl rand -hex 32", problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_is_named_in_one_run()
    {
        Assert.Null(Read([("Color", "red"), ("Time:Zone", "Mars"), ("Conversation:QuietMs", "x")], out var problems));
        Assert.Equal(3, problems.Count);
    }

    [Fact]
    public void No_complaint_shows_a_secret()
    {
        Read([("Telegram:Token", "1:s3cret"), ("Telegram:Mode", "webhook"), ("Telegram:WebhookSecret", "s3cret of ours"), ("Time:Zone", "Mars")], out var problems);

        Assert.NotEmpty(problems);
        Assert.All(problems, problem => Assert.DoesNotContain("s3cret", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void What_belongs_to_the_framework_passes() =>
        Assert.NotNull(Read([("Logging:LogLevel:Default", "Warning"), ("AllowedHosts", "*"), ("Kestrel:Limits:MaxConcurrentConnections", "100")], out _));

    private static HostSettings? Read((string Key, string Value)[] values, out IReadOnlyList<string> problems) => SettingsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Reverse().DistinctBy(pair => pair.Key).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build(),
        out problems);
}
