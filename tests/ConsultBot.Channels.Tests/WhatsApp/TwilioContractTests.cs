using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Tests.Telegram;
using ConsultBot.Channels.WhatsApp;
using ConsultBot.Domain.Messages;
using ConsultBot.Testing;

namespace ConsultBot.Channels.Tests.WhatsApp;

/// <summary>Every request of the client against Twilio's official OpenAPI documents, as Prism reads them.</summary>
public sealed class TwilioContractTests : IDisposable
{
    private static readonly string _sid = "SM" + new string('0', 31) + "1";
    private static readonly string _content = "HX" + new string('0', 31) + "1";

    private readonly string _document = Path.GetTempFileName();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(_document);

    [Fact]
    public async Task Every_request_passes_and_every_answer_is_understood()
    {
        await using var prism = await Prism.Start("mock", await Document());
        await using var rig = new WhatsAppRig(prism.Address);
        var gateway = rig.Get<IWhatsAppGateway>();

        Created(await gateway.Create(new MessageRequest(WhatsAppRig.Citizen, WhatsAppRig.Sender, "Сәлем", "https://bot.example.kz/s?m=1"), Stop));
        Created(await gateway.Create(new MessageRequest("whatsapp:KZ.13491208655302741918", WhatsAppRig.Sender, "x", "https://bot.example.kz/s?m=1"), Stop));
        Created(await gateway.Create(new MessageRequest(WhatsAppRig.Citizen, WhatsAppRig.Sender, "x", "https://bot.example.kz/s?m=1", MediaUrl: "https://bot.example.kz/a.png"), Stop));
        Created(await gateway.Create(new MessageRequest(WhatsAppRig.Citizen, WhatsAppRig.Sender, null, "https://bot.example.kz/s?m=1", _content, """{"1":"x"}"""), Stop));
        Assert.Equal(400, (await gateway.Create(new MessageRequest(WhatsAppRig.Citizen, WhatsAppRig.Sender, null, "https://bot.example.kz/s?m=1"), Stop)).Status);

        Assert.NotNull(await gateway.Read(_sid, Stop));
        var day = new DateOnly(2026, 11, 23);
        var page = await gateway.List(new MessageFilter(WhatsAppRig.Citizen, WhatsAppRig.Sender, day, day, 1000), Stop);
        Assert.NotEmpty(page!.Messages);
        Assert.All(page.Messages, message => Assert.Matches("^[SM]M[0-9a-f]{32}$", message.Sid));
        Assert.NotNull(await gateway.Media(_sid, Stop));
        Assert.NotNull(await gateway.Contents(Stop));
        Assert.Null((await gateway.RequestApproval(_content, WhatsAppTemplates.Name(Language.Kk), Stop)).Fault);
        await gateway.Approval(_content, Stop);
        foreach (var language in Languages.All)
            Created(await gateway.CreateContent(WhatsAppTemplates.Content(language), Stop));

        var choices = rig.Get<WhatsAppChoices>();
        Assert.True(await choices.Make("a", Samples.Message("x", new Button("a", "Иә"), new Button("b", "Жоқ")), Stop));
        Assert.True(await choices.Make("b", Samples.Message("x", [.. "1234567".Select(digit => new Button($"{digit}", $"{digit}"))]), Stop));
        Assert.Equal([], rig.Logs.Lines.Where(line => line.Contains("could not be prepared", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Behind_the_proxy_requests_and_answers_fit_the_documents()
    {
        var row = Row();
        await using var server = new FakeServer(request => request.Method == "POST"
            ? new FakeReply(201, row)
            : request.Path.Contains(_sid, StringComparison.Ordinal)
                ? new FakeReply(200, row)
                : new FakeReply(200, $$"""{"messages":[{{row}}],"end":0,"first_page_uri":"/x.json","next_page_uri":null,"page":0,"page_size":50,"previous_page_uri":null,"start":0,"uri":"/x.json"}"""));
        await using var prism = await Prism.Start("proxy", await Document(), server.Address);
        await using var rig = new WhatsAppRig(prism.Address);

        Assert.Equal(new DeliveryOutcome.Sent(_sid), await rig.Channel.Send(rig.Item(Samples.Message("Сәлем")), Stop));
        Assert.NotNull(await rig.Channel.Lookup!.Find(rig.Item(Samples.Message("Сәлем")), Stop));
        Assert.Equal("Сәлем", (await rig.Get<IWhatsAppGateway>().Read(_sid, Stop))!.Body);
    }

    [Theory]
    [InlineData(400, "Rejected")]
    [InlineData(401, "Deferred")]
    [InlineData(404, "Rejected")]
    [InlineData(429, "Deferred")]
    [InlineData(500, "Unknown")]
    public async Task Every_error_of_the_documents_has_its_outcome(int code, string outcome)
    {
        await using var prism = await Prism.Start("mock", await Document());
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{prism.Address}/2010-04-01/Accounts/{WhatsAppRig.Options.AccountSid}/Messages.json");
        request.Content = new StringContent("To=whatsapp%3A%2B77010000001&From=whatsapp%3A%2B77000000000&Body=x", Encoding.UTF8, "application/x-www-form-urlencoded");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", "QUM6eA==");
        request.Headers.Add("Prefer", string.Create(CultureInfo.InvariantCulture, $"code={code}"));
        using var response = await client.SendAsync(request, Stop);

        var answer = TwilioAnswer.Parse((int)response.StatusCode, null, await response.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal((code, outcome), (answer.Status, WhatsAppOutcomes.Of(answer, TimeSpan.FromSeconds(1)).GetType().Name));
    }

    private async Task<string> Document()
    {
        await NodeTools.Run(
            Stop, Vectors.Shared("twilio-contract.mjs"), Path.Combine(NodeTools.Folder(), "node_modules/@twilio/cli-core/src/services/twilio-api"), _document);
        return _document;
    }

    private static void Created(TwilioAnswer answer) => Assert.True(answer is { Fault: null, Status: 200 or 201, Sid: not null }, answer.ToString());

    private static string Row() => $$"""
        {"account_sid":"{{WhatsAppRig.Options.AccountSid}}","api_version":"2010-04-01","body":"Сәлем","date_created":"Tue, 24 Nov 2026 05:00:00 +0000","date_sent":null,
        "date_updated":"Tue, 24 Nov 2026 05:00:00 +0000","direction":"outbound-api","error_code":null,"error_message":null,"from":"{{WhatsAppRig.Sender}}",
        "messaging_service_sid":null,"num_media":"0","num_segments":"1","price":null,"price_unit":null,"sid":"{{_sid}}","status":"queued",
        "subresource_uris":{"media":"/2010-04-01/x.json"},"to":"{{WhatsAppRig.Citizen}}","uri":"/2010-04-01/x.json"}
        """;

    /// <summary>Prism on a free port.</summary>
    private sealed class Prism(Process process, string address) : IAsyncDisposable
    {
        public string Address => address;

        public static async Task<Prism> Start(string kind, string document, string? upstream = null)
        {
            int port;
            using (var listener = new TcpListener(IPAddress.Loopback, 0))
            {
                listener.Start();
                port = ((IPEndPoint)listener.LocalEndpoint).Port;
            }

            string[] target = upstream is null ? [document] : [document, upstream];
            var process = NodeTools.Start(["node_modules/.bin/prism", kind, "-h", "127.0.0.1", "-p", $"{port}", "--errors", .. target]);
            _ = process.StandardError.ReadToEndAsync(Stop);
            while (await process.StandardOutput.ReadLineAsync(Stop) is { } line)
            {
                if (!line.Contains("Prism is listening", StringComparison.Ordinal))
                    continue;

                _ = process.StandardOutput.ReadToEndAsync(Stop);
                return new Prism(process, $"http://127.0.0.1:{port}");
            }

            throw new InvalidOperationException("Prism did not start.");
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(Stop);
            process.Dispose();
        }
    }
}
