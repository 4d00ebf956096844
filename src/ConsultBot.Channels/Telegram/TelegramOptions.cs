using System.Text.RegularExpressions;
using ConsultBot.Channels.Http;

namespace ConsultBot.Channels.Telegram;

/// <summary>Settings of the Telegram channel, section <c>Telegram</c>.</summary>
public sealed partial record TelegramOptions
{
    public const string OfficialServer = "https://api.telegram.org";
    public const string Poll = "poll";
    public const string Webhook = "webhook";

    private const int MaxRate = 100_000;

    /// <summary>The bot's token, <c>NUMBER:LETTERS</c>. A secret; from the environment or a file of mode 0600.</summary>
    public string Token { get; init; } = "";

    /// <summary>Scheme and host of the Bot API server.</summary>
    public string BaseUrl { get; init; } = OfficialServer;

    /// <summary><c>poll</c> (default; needs no public address) or <c>webhook</c>.</summary>
    public string Mode { get; init; } = Poll;

    /// <summary>The whole public address that Telegram posts to, ending where the proxy in front expects it.</summary>
    public string WebhookUrl { get; init; } = "";

    /// <summary>What Telegram sends along so that nobody else can post: 1 to 256 letters, digits, _ and -.</summary>
    public string WebhookSecret { get; init; } = "";

    /// <summary>Messages a second over all chats; 0 = no limit. Default 30.</summary>
    public double SendsPerSecond { get; init; } = 30;

    /// <summary>Messages a second in one chat; 0 = no limit. Default 1.</summary>
    public double SendsPerSecondPerChat { get; init; } = 1;

    internal bool UsesWebhook => Mode == Webhook;

    internal bool UsesOfficialServer => new Uri(BaseUrl).Host.Equals("api.telegram.org", StringComparison.OrdinalIgnoreCase);

    /// <summary>A Bot API server of one's own network: no TLS and no proxy in between.</summary>
    internal bool UsesPlainHttp => new Uri(BaseUrl).Scheme == Uri.UriSchemeHttp;

    /// <summary>The bot's id: the number in front of the token's colon.</summary>
    internal string Account => Token[..Token.IndexOf(':')];

    /// <summary>All that is wrong, each with the setting's name and the remedy; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (!TokenForm().IsMatch(Token))
            problems.Add("Telegram:Token is missing or not in the form 123456789:letters. Take it from @BotFather and set CONSULTBOT_Telegram__Token.");

        CheckBaseUrl(problems);
        if (UsesWebhook)
            CheckWebhook(problems);
        else if (Mode != Poll)
            problems.Add($"Telegram:Mode is '{Mode}'. Set it to poll or webhook.");

        CheckRate(problems, "Telegram:SendsPerSecond", SendsPerSecond);
        CheckRate(problems, "Telegram:SendsPerSecondPerChat", SendsPerSecondPerChat);
        return problems;
    }

    /// <summary>Names no value: the token and the webhook's secret are among them.</summary>
    public override string ToString() => $"{nameof(TelegramOptions)} ({Mode})";

    private void CheckBaseUrl(List<string> problems)
    {
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")
            || url.AbsolutePath != "/" || url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
        {
            problems.Add($"Telegram:BaseUrl must be a scheme and a host alone. Set it to {OfficialServer} or to a server of your own such as http://127.0.0.1:8081.");
        }
        else if (url.Scheme == "http" && !OwnNetwork.Has(url))
        {
            problems.Add("Telegram:BaseUrl sends the token in the clear. Use https; http is allowed only to this machine or a server of your own network.");
        }
    }

    private void CheckWebhook(List<string> problems)
    {
        if (!Uri.TryCreate(WebhookUrl, UriKind.Absolute, out var url) || (url.Scheme != "https" && !(url.Scheme == "http" && OwnNetwork.Has(url))))
            problems.Add("Telegram:WebhookUrl must be a whole https address, such as https://desk.example.kz/hooks/telegram. Set it, or set Telegram:Mode to poll.");

        if (!SecretForm().IsMatch(WebhookSecret))
            problems.Add("Telegram:WebhookSecret must be 1 to 256 characters out of A-Z, a-z, 0-9, _ and -. Make one with: openssl rand -hex 32");
    }

    private static void CheckRate(List<string> problems, string name, double value)
    {
        if (value is not (>= 0 and <= MaxRate))
            problems.Add($"{name} must be between 0 (no limit) and {MaxRate}. Remove it to get the default.");
    }

    [GeneratedRegex(@"\A[0-9]{1,18}:[A-Za-z0-9_-]{1,200}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenForm();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,256}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretForm();
}
