using System.Text.RegularExpressions;
using ConsultBot.Channels.Http;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>Settings of WhatsApp through Twilio, section <c>WhatsApp</c>.</summary>
public sealed partial record WhatsAppOptions
{
    public const string OfficialServer = "https://api.twilio.com";

    private const int MaxRate = 100_000;

    /// <summary>The account, <c>AC</c> and 32 hexadecimal digits.</summary>
    public string AccountSid { get; init; } = "";

    /// <summary>The account's auth token. A secret: it signs what Twilio posts, and opens the account where no API key is set.</summary>
    public string AuthToken { get; init; } = "";

    /// <summary>The token that comes next: during a change Twilio may sign with either. Empty = none.</summary>
    public string NextAuthToken { get; init; } = "";

    /// <summary>An API key, <c>SK…</c>, used for calls instead of the token. Empty = none.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>The key's secret.</summary>
    public string ApiSecret { get; init; } = "";

    /// <summary>Our sender, <c>whatsapp:+…</c>.</summary>
    public string From { get; init; } = "";

    /// <summary>A messaging service, <c>MG…</c>, that the messages go through. Empty = none.</summary>
    public string MessagingServiceSid { get; init; } = "";

    /// <summary>Scheme and host of Twilio's API.</summary>
    public string BaseUrl { get; init; } = OfficialServer;

    /// <summary>The address under which Twilio reaches this desk, up to <c>/hooks/whatsapp</c>; it is part of every signature.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>A second such address, called when the first does not answer. Empty = none.</summary>
    public string FallbackUrl { get; init; } = "";

    /// <summary>Messages a second of one sender; 0 = no limit. Default 80.</summary>
    public double SendsPerSecond { get; init; } = 80;

    internal bool UsesOfficialServer => new Uri(BaseUrl).Host.Equals("api.twilio.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>A server of one's own network: no TLS and no proxy in between.</summary>
    internal bool UsesPlainHttp => new Uri(BaseUrl).Scheme == Uri.UriSchemeHttp;

    /// <summary>The name and the password of calls.</summary>
    internal (string Name, string Password) Credentials => ApiKey.Length > 0 ? (ApiKey, ApiSecret) : (AccountSid, AuthToken);

    /// <summary>The tokens that a signature may be made with.</summary>
    internal IReadOnlyList<string> Tokens => NextAuthToken.Length > 0 ? [AuthToken, NextAuthToken] : [AuthToken];

    /// <summary>The addresses that a signature may be made over, without the paths.</summary>
    internal IReadOnlyList<string> Bases => FallbackUrl.Length > 0 ? [PublicUrl, FallbackUrl] : [PublicUrl];

    /// <summary>All that is wrong, each with the setting's name and the remedy; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (!AccountForm().IsMatch(AccountSid))
            problems.Add("WhatsApp:AccountSid must be AC and 32 hexadecimal digits. Copy it from the first page of the Twilio console.");

        if (!SecretForm().IsMatch(AuthToken))
            problems.Add("WhatsApp:AuthToken is empty or not a token. Copy it from the first page of the Twilio console and set CONSULTBOT_WhatsApp__AuthToken.");

        if (NextAuthToken.Length > 0 && !SecretForm().IsMatch(NextAuthToken))
            problems.Add("WhatsApp:NextAuthToken is not a token. Copy the secondary auth token, or delete it.");

        if (ApiKey.Length > 0 != ApiSecret.Length > 0)
            problems.Add("WhatsApp:ApiKey and WhatsApp:ApiSecret belong together. Set both, or neither.");

        CheckSender(problems);
        CheckBaseUrl(problems);
        CheckPublic(problems, "WhatsApp:PublicUrl", PublicUrl);
        if (FallbackUrl.Length > 0)
            CheckPublic(problems, "WhatsApp:FallbackUrl", FallbackUrl);

        if (SendsPerSecond is not (>= 0 and <= MaxRate))
            problems.Add($"WhatsApp:SendsPerSecond must be between 0 (no limit) and {MaxRate}. Remove it to get the default.");

        return problems;
    }

    /// <summary>Names no value: secrets are among them.</summary>
    public override string ToString() => nameof(WhatsAppOptions);

    private void CheckSender(List<string> problems)
    {
        if (From.StartsWith('+') || From.StartsWith("whatsapp:", StringComparison.OrdinalIgnoreCase) && !From.StartsWith("whatsapp:", StringComparison.Ordinal))
            problems.Add("WhatsApp:From begins with whatsapp: in small letters, such as whatsapp:+14155238886.");
        else if (!SenderForm().IsMatch(From))
            problems.Add("WhatsApp:From must be the sender as Twilio writes it: whatsapp:, a plus, the country code and the number, without spaces, such as whatsapp:+14155238886.");

        if (MessagingServiceSid.Length > 0 && !ServiceForm().IsMatch(MessagingServiceSid))
            problems.Add("WhatsApp:MessagingServiceSid must be MG and 32 hexadecimal digits, or empty.");
    }

    private void CheckBaseUrl(List<string> problems)
    {
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")
            || url.AbsolutePath != "/" || url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
        {
            problems.Add($"WhatsApp:BaseUrl must be a scheme and a host alone. Remove it to get {OfficialServer}.");
        }
        else if (url.Scheme == "http" && !OwnNetwork.Has(url))
        {
            problems.Add("WhatsApp:BaseUrl sends the secret in the clear. Use https; http is allowed only to this machine or a server of your own network.");
        }
    }

    private static void CheckPublic(List<string> problems, string name, string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || (url.Scheme != "https" && !(url.Scheme == "http" && OwnNetwork.Has(url))))
            problems.Add($"{name} must be the https address under which Twilio reaches this desk, such as https://desk.example.kz. Set it to what a browser outside shows.");
        else if (value.Contains('#', StringComparison.Ordinal) || url.Query.Length > 0)
            problems.Add($"{name} must have no # and no ?: write the address alone.");
        else if (value.EndsWith('/'))
            problems.Add($"{name} must not end with a slash: the signature is made over the address letter by letter.");
        else if (value.EndsWith("/hooks/whatsapp", StringComparison.OrdinalIgnoreCase))
            problems.Add($"{name} ends before /hooks/whatsapp: the path is added by itself.");
    }

    [GeneratedRegex("^AC[0-9a-fA-F]{32}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex AccountForm();

    [GeneratedRegex("^MG[0-9a-fA-F]{32}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ServiceForm();

    [GeneratedRegex(@"^[!-~]{8,128}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SecretForm();

    [GeneratedRegex(@"^whatsapp:(\+[1-9][0-9]{6,14}|[A-Z]{2}\.[A-Za-z0-9.]{1,128})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex SenderForm();
}
