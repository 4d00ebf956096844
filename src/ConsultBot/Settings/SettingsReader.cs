using System.Globalization;
using ConsultBot.Application;
using ConsultBot.Application.Packs;
using ConsultBot.Channels.Telegram;
using ConsultBot.Channels.WhatsApp;
using ConsultBot.Desk;
using ConsultBot.Storage;

namespace ConsultBot.Settings;

/// <summary>Reads the settings, names every mistake with its remedy, and refuses keys that it does not know.</summary>
internal sealed class SettingsReader
{
    private const string Prefix = "CONSULTBOT_";

    private static readonly string[] _known =
    [
        "Telegram:Token", "Telegram:BaseUrl", "Telegram:Mode", "Telegram:WebhookUrl", "Telegram:WebhookSecret",
        "Telegram:SendsPerSecond", "Telegram:SendsPerSecondPerChat",
        "WhatsApp:AccountSid", "WhatsApp:AuthToken", "WhatsApp:NextAuthToken", "WhatsApp:ApiKey", "WhatsApp:ApiSecret", "WhatsApp:From",
        "WhatsApp:MessagingServiceSid", "WhatsApp:BaseUrl", "WhatsApp:PublicUrl", "WhatsApp:FallbackUrl", "WhatsApp:SendsPerSecond",
        "Storage:Provider", "Storage:Path", "Conversation:MessagesPerMinute", "Conversation:QuietMs",
        "Dialogs:Path", "Register:Path", "Desk:PublicUrl", "Time:Zone", "Urls",
    ];

    private static readonly string[] _frameworks = ["Logging", "Kestrel", "AllowedHosts"];

    private readonly IConfiguration _configuration;
    private readonly List<string> _problems = [];

    private SettingsReader(IConfiguration configuration) => _configuration = configuration;

    /// <summary>appsettings.json beside the program, then in the current folder, then the environment.</summary>
    public static IConfigurationRoot Sources() => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddJsonFile(Path.Combine(Directory.GetCurrentDirectory(), "appsettings.json"), optional: true)
        .AddEnvironmentVariables(Prefix)
        .Build();

    /// <summary>Null with problems when something is wrong.</summary>
    public static HostSettings? Read(IConfiguration configuration, out IReadOnlyList<string> problems)
    {
        var reader = new SettingsReader(configuration);
        reader.Unknown();
        var settings = reader.Settings();
        problems = reader._problems;
        return problems.Count == 0 ? settings : null;
    }

    private HostSettings Settings()
    {
        var publicUrl = Text("Desk:PublicUrl", "").TrimEnd('/');
        if (publicUrl.Length > 0 && !(Uri.TryCreate(publicUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            Wrong("Desk:PublicUrl", publicUrl, "a whole address such as https://keńes.example.kz");

        return new HostSettings
        {
            Urls = Urls(),
            Zone = Zone(),
            Storage = Storage(),
            Content = new ContentOptions { DialogsPath = Folder("Dialogs:Path", "dialogs"), RegisterPath = Folder("Register:Path", "config/register") },
            Conversation = new ConversationOptions
            {
                MessagesPerMinute = Number("Conversation:MessagesPerMinute", 20, 100_000),
                QuietMs = Number("Conversation:QuietMs", 0, 10_000),
                RegisterLink = publicUrl.Length > 0 ? publicUrl + "/register" : "",
            },
            Desk = new DeskOptions(publicUrl) { TimeZone = Text("Time:Zone", "Asia/Almaty") },
            Telegram = Telegram(),
            WhatsApp = WhatsApp(),
        };
    }

    private string Urls()
    {
        var urls = Text("Urls", "http://127.0.0.1:8080");
        if (!Array.TrueForAll(urls.Split(';'), IsAddress))
            Wrong("Urls", urls, "addresses to listen on such as http://127.0.0.1:8080, with semicolons between them");

        return urls;
    }

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", Port: >= 0 and <= 65_535, PathBase: "" };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private StorageOptions Storage()
    {
        var provider = Text("Storage:Provider", StorageOptions.Sqlite);
        if (provider != StorageOptions.Sqlite)
            Wrong("Storage:Provider", provider, "sqlite");

        return new StorageOptions { Provider = provider, Path = Text("Storage:Path", "data/consultbot.db") };
    }

    private TelegramOptions? Telegram()
    {
        var token = Text("Telegram:Token", "");
        if (token.Length == 0)
        {
            if (_configuration.GetSection("Telegram").GetChildren().Any())
                _problems.Add("Telegram:Token is empty while other Telegram settings are there. Set CONSULTBOT_Telegram__Token to the token of @BotFather, or delete them.");

            return null;
        }

        var options = new TelegramOptions
        {
            Token = token,
            BaseUrl = Text("Telegram:BaseUrl", "https://api.telegram.org"),
            Mode = Text("Telegram:Mode", "poll"),
            WebhookUrl = Text("Telegram:WebhookUrl", ""),
            WebhookSecret = Text("Telegram:WebhookSecret", ""),
            SendsPerSecond = Number("Telegram:SendsPerSecond", 30, 100_000),
            SendsPerSecondPerChat = Number("Telegram:SendsPerSecondPerChat", 1, 100_000),
        };
        _problems.AddRange(options.Validate());
        return options;
    }

    private WhatsAppOptions? WhatsApp()
    {
        if (!_configuration.GetSection("WhatsApp").GetChildren().Any())
            return null;

        var options = new WhatsAppOptions
        {
            AccountSid = Text("WhatsApp:AccountSid", ""),
            AuthToken = Text("WhatsApp:AuthToken", ""),
            NextAuthToken = Text("WhatsApp:NextAuthToken", ""),
            ApiKey = Text("WhatsApp:ApiKey", ""),
            ApiSecret = Text("WhatsApp:ApiSecret", ""),
            From = Text("WhatsApp:From", ""),
            MessagingServiceSid = Text("WhatsApp:MessagingServiceSid", ""),
            BaseUrl = Text("WhatsApp:BaseUrl", WhatsAppOptions.OfficialServer),
            PublicUrl = Text("WhatsApp:PublicUrl", ""),
            FallbackUrl = Text("WhatsApp:FallbackUrl", ""),
            SendsPerSecond = Number("WhatsApp:SendsPerSecond", 80, 100_000),
        };
        _problems.AddRange(options.Validate());
        return options;
    }

    // Old zone data would still say +06:00: every due time and every midnight would be wrong.
    private TimeZoneInfo Zone()
    {
        var id = Text("Time:Zone", "Asia/Almaty");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
        {
            Wrong("Time:Zone", id, "a zone of the tz database such as Asia/Almaty (install the package tzdata)");
            return TimeZoneInfo.Utc;
        }

        var probe = new DateTimeOffset(2024, 3, 2, 0, 0, 0, TimeSpan.Zero);
        if (id == "Asia/Almaty" && zone.GetUtcOffset(probe) != TimeSpan.FromHours(5))
            _problems.Add("Time:Zone: this machine's zone data is older than 2024a. Update the package tzdata.");

        return zone;
    }

    // A relative path counts from the current folder; what ships with the program serves where there is none.
    private string Folder(string key, string usual)
    {
        var path = Text(key, usual);
        var shipped = Path.Combine(AppContext.BaseDirectory, usual);
        return _configuration[key] is null && !Directory.Exists(path) && Directory.Exists(shipped) ? shipped : path;
    }

    private string Text(string key, string usual) => _configuration[key] is { Length: > 0 } value ? value : usual;

    private int Number(string key, int usual, int most)
    {
        if (_configuration[key] is not { Length: > 0 } text)
            return usual;

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most)
            return number;

        Wrong(key, text, $"a whole number from 0 to {most}");
        return usual;
    }

    private void Wrong(string key, string value, string wanted) => _problems.Add($"{key} is '{value}'. Write {wanted}.");

    private void Unknown()
    {
        foreach (var (key, value) in _configuration.AsEnumerable())
        {
            if (value is null || _frameworks.Any(section => key == section || key.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase)))
                continue;

            if (!_known.Contains(key, StringComparer.OrdinalIgnoreCase))
                _problems.Add($"{key} is no setting. Known ones: {string.Join(", ", _known)}.");
        }
    }
}
