using System.Net.Http.Headers;
using System.Text;
using ConsultBot.Application.Packs;
using ConsultBot.Channels.Http;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>
/// Asks Twilio whether the settings are right, and calls the public address as Twilio would: signed, with a field that
/// tells the desk that it is no message.
/// </summary>
internal sealed class WhatsAppOnlineCheck(IHttpClientFactory clients, IWhatsAppGateway gateway, WhatsAppOptions options)
{
    private const string Probe = WhatsAppWebhook.ProbeField + "=1";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);

    public async Task<IReadOnlyList<ProblemLine>> Run(CancellationToken cancellationToken)
    {
        var problems = new List<ProblemLine>();
        if (await Account(cancellationToken) is { } account)
            problems.Add(account);
        else
            problems.AddRange(await Templates(cancellationToken));

        if (await Address("WhatsApp:PublicUrl", options.PublicUrl, cancellationToken) is { } address)
            problems.Add(address);

        if (options.FallbackUrl.Length > 0 && await Address("WhatsApp:FallbackUrl", options.FallbackUrl, cancellationToken) is { } fallback)
            problems.Add(fallback);

        return problems;
    }

    private async Task<ProblemLine?> Account(CancellationToken cancellationToken)
    {
        var (name, password) = options.Credentials;
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"{options.BaseUrl.TrimEnd('/')}/2010-04-01/Accounts/{options.AccountSid}/Messages.json?PageSize=1");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
        var (status, _, why) = await Call(request, cancellationToken);
        return status switch
        {
            200 => null,
            401 or 403 => Online.Error("twilio-credentials", "Twilio refuses the account's name or secret", "Copy WhatsApp:AccountSid with WhatsApp:AuthToken, or WhatsApp:ApiKey with WhatsApp:ApiSecret, from the console again."),
            404 => Online.Error("twilio-account", "Twilio knows no such account", "Copy WhatsApp:AccountSid from the first page of the console again."),
            0 => Online.Error("twilio-unreachable", $"Twilio does not answer: {why}", "Check the network and WhatsApp:BaseUrl."),
            _ => Online.Error("twilio-answer", $"Twilio answers {status}", "Look at status.twilio.com and try again."),
        };
    }

    private async Task<IReadOnlyList<ProblemLine>> Templates(CancellationToken cancellationToken)
    {
        if (await gateway.Contents(cancellationToken) is not { } contents)
            return [Online.Warning("twilio-templates", "The account's templates cannot be read", "Without approved templates a message waits once 24 hours have passed. Try again later.")];

        var problems = new List<ProblemLine>();
        foreach (var language in Languages.All)
        {
            var state = "missing";
            foreach (var content in contents.Where(content => content.Name == WhatsAppTemplates.Name(language)))
                state = await gateway.Approval(content.Sid, cancellationToken) ?? "not submitted";

            if (state != WhatsAppTemplates.Approved)
                problems.Add(Online.Warning("twilio-template", $"The template of the language {language.Code()} is {state}", "Run: templates --submit, and wait for WhatsApp's approval. Until then a message waits once 24 hours have passed."));
        }

        return problems;
    }

    private async Task<ProblemLine?> Address(string setting, string address, CancellationToken cancellationToken)
    {
        var url = address + WhatsAppWebhook.Path;
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(Probe, Encoding.ASCII, "application/x-www-form-urlencoded") };
        request.Headers.Add(SignedRequest.Header, TwilioSignature.Of(options.AuthToken, url + WhatsAppWebhook.ProbeField + "1"));
        var (status, answer, why) = await Call(request, cancellationToken);
        return status switch
        {
            0 => Online.Error("public-url-unreachable", $"{setting} cannot be reached: {why}", "Start serve, and look whether name, certificate and proxy of this address are right from outside."),
            >= 300 and < 400 => Redirected(setting, url, answer),
            403 => Online.Error("public-url-differs", $"What answers at {setting} does not take a signature over this address", "Let the proxy pass path and query on letter by letter, and start serve with the same WhatsApp:PublicUrl and WhatsApp:AuthToken as here."),
            404 or 405 => Online.Error("public-url-path", $"What answers at {setting} knows no {WhatsAppWebhook.Path}", "Let the proxy pass this path on to the desk, for POST, and start serve with WhatsApp's settings."),
            200 when answer == "<Response/>" => null,
            200 => Online.Error("public-url-other", $"Another program answers at {setting}", "Set it to the address of this desk."),
            _ => Online.Error("public-url-fails", $"{setting} answers {status}", "Look whether serve is running behind the proxy and its disk has room."),
        };
    }

    private static ProblemLine Redirected(string setting, string url, string target)
    {
        var (code, what, remedy) = (target, url) switch
        {
            _ when target == url + "/" || target + "/" == url => ("public-url-slash", "redirects to the same path with or without a slash at its end", "Let the proxy pass the path on as it is: Twilio does not follow with its signature."),
            _ when target == url.Replace("http://", "https://", StringComparison.Ordinal) => ("public-url-http", "is http and leads to https", "Set it to the https address, here and in the Twilio console."),
            _ when target == url.Replace("https://", "http://", StringComparison.Ordinal) => ("public-url-http", "is https and leads to http", "Let the proxy serve https without a redirect."),
            _ => ("public-url-redirect", "redirects elsewhere", "Set it to the address where the redirect ends, here and in the Twilio console."),
        };
        return Online.Error(code, $"{setting} {what}", remedy);
    }

    /// <summary>Status, and the body or where it leads; 0 with the reason when there was no answer.</summary>
    private async Task<(int Status, string Answer, string Why)> Call(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(TwilioClient.PostClient);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(_patience);
        try
        {
            using var response = await client.SendAsync(request, time.Token);
            var answer = response.Headers.Location is { } target
                ? new Uri(request.RequestUri!, target).AbsoluteUri
                : await response.Content.ReadAsStringAsync(time.Token);
            return ((int)response.StatusCode, answer, "");
        }
        catch (HttpRequestException error)
        {
            return (0, "", error.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "the name was not found",
                HttpRequestError.SecureConnectionError => "the certificate is not accepted",
                HttpRequestError.ConnectionError => "no connection",
                _ => "the connection broke",
            });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (0, "", "no answer in time");
        }
    }
}
