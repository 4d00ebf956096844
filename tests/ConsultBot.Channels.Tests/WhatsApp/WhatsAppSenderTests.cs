using System.Text.Json.Nodes;
using System.Web;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Tests.Telegram;
using ConsultBot.Channels.WhatsApp;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Channels.Tests.WhatsApp;

public class WhatsAppSenderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static readonly FakeReply _created = FakeReply.Json(new { sid = "SM0000000000000000000000000000000a", status = "queued" }, 201);

    [Fact]
    public Task Every_answer_has_its_outcome() => Check(Vectors.Own("whatsapp-outcomes.json"));

    [Fact]
    public Task Every_shared_answer_has_its_outcome() => Check(Vectors.Shared("send-outcomes.json"));

    [Fact]
    public async Task A_message_is_one_post_with_exactly_its_fields()
    {
        var request = await Sent(Samples.Message("Сәлем & <b>"));

        Assert.Equal(("POST", "/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages.json"), (request.Method, request.Path));
        Assert.Equal(["To", "From", "Body", "StatusCallback", "ValidityPeriod"], Fields(request).AllKeys);
        Assert.Equal(WhatsAppRig.Citizen, Fields(request)["To"]);
        Assert.Equal(WhatsAppRig.Sender, Fields(request)["From"]);
        Assert.Equal("Сәлем & <b>\n\n— Жауапты: Сериков Е. Б., басшы", Fields(request)["Body"]);
        Assert.Equal("https://bot.example.kz/hooks/whatsapp/status?m=41", Fields(request)["StatusCallback"]);
        Assert.Equal("14400", Fields(request)["ValidityPeriod"]);
    }

    [Fact]
    public async Task Choices_without_a_content_stand_as_numbered_lines_before_the_signature()
    {
        var request = await Sent(Samples.Message("Таңдаңыз:", new Button("a", "Иә"), new Button("b", "Жоқ")));

        Assert.Equal("Таңдаңыз:\n1 — Иә\n2 — Жоқ\n\n— Жауапты: Сериков Е. Б., басшы", Fields(request)["Body"]);
    }

    [Fact]
    public async Task An_id_without_a_phone_is_written_to_as_it_came()
    {
        await using var server = new FakeServer(_ => _created);
        await using var rig = new WhatsAppRig(server.Address);
        await rig.Channel.Send(rig.Item(Samples.Message("x"), to: "whatsapp:KZ.13491208655302741918"), Stop);

        Assert.Equal("whatsapp:KZ.13491208655302741918", Fields(server.Requests[0])["To"]);
    }

    [Theory]
    [InlineData(86_399, true)]
    [InlineData(86_400, false)]
    public async Task Free_words_go_for_24_hours_and_not_a_second_longer(int seconds, bool free)
    {
        await using var server = new FakeServer(_ => _created);
        await using var rig = new WhatsAppRig(server.Address);
        var outcome = await rig.Channel.Send(rig.Item(Samples.Message("x"), TimeSpan.FromSeconds(seconds)), Stop);

        Assert.Equal(free ? 1 : 0, server.Requests.Count);
        Assert.Equal(free, outcome is DeliveryOutcome.Sent);
        if (!free)
            Assert.Equal(new DeliveryOutcome.Held("noTemplate: kk"), outcome);
    }

    [Theory]
    [InlineData("Kk", "HX0000000000000000000000000000000a")]
    [InlineData("Ru", "HX0000000000000000000000000000000b")]
    [InlineData("En", "HX0000000000000000000000000000000c")]
    public async Task After_24_hours_the_languages_template_asks_once_with_the_signature_and_the_message_waits(string language, string content)
    {
        await using var server = new FakeServer(_ => _created);
        await using var rig = Rig(server);
        var message = Samples.Message("Жауап", language);
        var first = Assert.IsType<DeliveryOutcome.Held>(await rig.Channel.Send(rig.Item(message, TimeSpan.FromHours(25)), Stop));

        var fields = Fields(Assert.Single(server.Requests));
        Assert.Equal(["To", "From", "ContentSid", "ContentVariables", "StatusCallback", "ValidityPeriod"], fields.AllKeys);
        Assert.Equal(content, fields["ContentSid"]);
        Assert.Equal("""{"1":"—","2":"— Жауапты: Сериков Е. Б., басшы"}""", fields["ContentVariables"]);

        // Again, as after a restart: nothing goes out, until the citizen has written.
        Assert.Equal(first, await rig.Channel.Send(rig.Item(message, TimeSpan.FromHours(25), first.Reason), Stop));
        Assert.Single(server.Requests);
        Assert.IsType<DeliveryOutcome.Sent>(await rig.Channel.Send(rig.Item(message, TimeSpan.FromSeconds(1), first.Reason), Stop));
        Assert.Equal("Жауап\n\n— Жауапты: Сериков Е. Б., басшы", Fields(server.Requests[1])["Body"]);
    }

    [Fact]
    public async Task A_template_that_may_have_arrived_is_not_sent_twice()
    {
        await using var server = new FakeServer(_ => new FakeReply(500));
        await using var rig = Rig(server);
        var held = Assert.IsType<DeliveryOutcome.Held>(await rig.Channel.Send(rig.Item(Samples.Message("x"), TimeSpan.FromHours(25)), Stop));

        await rig.Channel.Send(rig.Item(Samples.Message("x"), TimeSpan.FromHours(25), held.Reason), Stop);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_window_that_shut_at_the_edge_leads_to_the_template()
    {
        await using var server = new FakeServer(request => Fields(request)["Body"] is null
            ? _created
            : FakeReply.Json(new { code = 63016, message = "x", status = 400 }, 400));
        await using var rig = Rig(server);

        Assert.IsType<DeliveryOutcome.Held>(await rig.Channel.Send(rig.Item(Samples.Message("x"), TimeSpan.FromHours(23)), Stop));
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("Kk")]
    [InlineData("Ru")]
    [InlineData("En")]
    public void A_template_begins_and_ends_with_fixed_words_and_parts_its_variables(string language)
    {
        var text = WhatsAppTemplates.Text(Enum.Parse<Language>(language));

        Assert.DoesNotMatch(@"^\s*\{\{|\}\}\W*$|\}\}\s*\{\{", text);
        Assert.Contains("{{2}}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_grow_while_twilio_says_too_many()
    {
        await using var server = new FakeServer(_ => FakeReply.Json(new { code = 20429, message = "x", status = 429 }, 429));
        await using var rig = new WhatsAppRig(server.Address);
        var waits = new List<double>();
        for (var i = 0; i < 7; i++)
            waits.Add(Assert.IsType<DeliveryOutcome.Deferred>(await rig.Channel.Send(rig.Item(Samples.Message("x")), Stop)).After!.Value.TotalSeconds);

        Assert.Equal([1, 2, 4, 8, 16, 32, 32], waits);
    }

    [Fact]
    public async Task A_text_said_often_gets_buttons_and_goes_as_text_when_they_are_refused()
    {
        var refuse = false;
        await using var server = new FakeServer(request => request.Path == "/v1/Content"
            ? FakeReply.Json(new { sid = "HX0000000000000000000000000000000d" }, 201)
            : refuse && Fields(request)["ContentSid"] is not null ? FakeReply.Json(new { code = 63006, message = "x", status = 400 }, 400) : _created);
        await using var rig = new WhatsAppRig(server.Address);
        var choices = rig.Hosted<WhatsAppChoices>();
        await choices.StartAsync(TestContext.Current.CancellationToken);
        var message = Samples.Message("Таңдаңыз:", new Button("a", "Иә"), new Button("b", "Жоқ"));
        for (var i = 0; i < WhatsAppChoices.SaidOften; i++)
            await rig.Channel.Send(rig.Item(message), Stop);

        await server.Until(() => server.Requests.Any(request => request.Path == "/v1/Content"));
        await Eventually(() => choices.Find(message) is not null);
        var content = server.Requests.Single(request => request.Path == "/v1/Content").Body;
        var shown = content.GetProperty("types").GetProperty("twilio/quick-reply");
        Assert.Equal(message.Text, shown.GetProperty("body").GetString());
        Assert.Equal(["a", "b"], shown.GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("id").GetString()));

        await rig.Channel.Send(rig.Item(message), Stop);
        Assert.Equal("HX0000000000000000000000000000000d", Fields(server.Requests[^1])["ContentSid"]);
        refuse = true;
        Assert.IsType<DeliveryOutcome.Sent>(await rig.Channel.Send(rig.Item(message), Stop));
        Assert.Equal(message.TextWithChoices, Fields(server.Requests[^1])["Body"]);
        await choices.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_was_taken_is_found_by_its_words_and_never_for_two_rows()
    {
        var message = Samples.Message("Жауап");
        object Row(string sid, string body, string to, int seconds) => new
        {
            sid,
            body,
            to,
            from = WhatsAppRig.Sender,
            status = "sent",
            direction = "outbound-api",
            num_media = "0",
            date_created = new DateTimeOffset(2026, 11, 24, 5, 0, 0, TimeSpan.Zero).AddSeconds(seconds).ToString("R"),
        };
        await using var server = new FakeServer(_ => FakeReply.Json(new
        {
            messages = new[]
            {
                Row("SM1", message.Text, WhatsAppRig.Citizen, 1), Row("SM2", "басқа", WhatsAppRig.Citizen, 1),
                Row("SM3", message.Text, "whatsapp:+77010000002", 1), Row("SM4", message.Text, WhatsAppRig.Citizen, -60),
            },
        }));
        await using var rig = new WhatsAppRig(server.Address);
        var lookup = rig.Channel.Lookup!;

        Assert.Equal([new FoundMessage("SM1", OutboxState.Sent)], await lookup.Find(rig.Item(message), Stop));
        Assert.Equal([], await lookup.Find(rig.Item(message, id: 42), Stop));
        Assert.StartsWith("/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages.json?PageSize=50&To=whatsapp%3A%2B77010000001&From=", server.Requests[0].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_and_no_citizen_is_ever_logged()
    {
        foreach (var reply in new[] { _created, new FakeReply(500), FakeReply.Json(new { code = 20003, message = "to whatsapp:+77010000001", status = 401 }, 401), new FakeReply(0) { Then = "reset" } })
        {
            await using var server = new FakeServer(_ => reply);
            await using var rig = Rig(server);
            var outcome = await rig.Channel.Send(rig.Item(Samples.Message("x")), Stop);
            var look = rig.Channel.Lookup!.Find(rig.Item(Samples.Message("x")), Stop);
            while (!look.IsCompleted)
            {
                // Reading is repeated after pauses of this clock.
                rig.Clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(5, Stop);
            }

            Assert.DoesNotContain("7701000", outcome.ToString(), StringComparison.Ordinal);
            Assert.All(rig.Logs.Lines, line => Assert.DoesNotMatch($"{WhatsAppRig.Token}|7701000|AC000|Basic ", line));
        }
    }

    private static System.Collections.Specialized.NameValueCollection Fields(FakeRequest request) => HttpUtility.ParseQueryString(request.Text);

    private static WhatsAppRig Rig(FakeServer server)
    {
        var rig = new WhatsAppRig(server.Address);
        foreach (var (language, last) in new[] { ("kk", 'a'), ("ru", 'b'), ("en", 'c') })
            rig.Notes.Write("whatsapp", "template:" + language, "HX" + new string('0', 31) + last);

        return rig;
    }

    private static async Task Eventually(Func<bool> holds)
    {
        for (var i = 0; i < 1000 && !holds(); i++)
            await Task.Delay(5, TestContext.Current.CancellationToken);

        Assert.True(holds());
    }

    private static async Task<FakeRequest> Sent(OutboundMessage message)
    {
        await using var server = new FakeServer(_ => _created);
        await using var rig = new WhatsAppRig(server.Address);
        Assert.Equal(new DeliveryOutcome.Sent("SM0000000000000000000000000000000a"), await rig.Channel.Send(rig.Item(message), Stop));
        return Assert.Single(server.Requests);
    }

    private static async Task Check(string path)
    {
        var rows = JsonNode.Parse(await File.ReadAllTextAsync(path))!["cases"]!.AsArray()
            .Where(row => (string?)row!["channel"] == "whatsapp").Select(row => row!).ToArray();
        Assert.True(rows.Length >= 20);
        foreach (var row in rows)
            await CheckRow(row);
    }

    private static async Task CheckRow(JsonNode row)
    {
        var name = (string)row["name"]!;
        await using var server = new FakeServer(_ => Replies.From(row["do"]!));
        await using var rig = new WhatsAppRig(await Replies.Address(server, row["do"]!));
        using var stop = new CancellationTokenSource();
        var send = rig.Channel.Send(rig.Item(Samples.Message("x")), stop.Token);
        await Replies.Unblock(row["do"]!, server, rig.Clock, stop);
        var outcome = await send;

        // Outside the window the template's turn comes at once; here there is none.
        var wanted = (string?)row["then"] == "template" ? nameof(DeliveryOutcome.Held) : (string)row["class"]!;
        Assert.True(wanted == outcome.GetType().Name, $"{name}: {outcome}");
        if (outcome is DeliveryOutcome.Rejected rejected)
            Assert.Equal(((string?)row["address"] == "unreachable", (string?)row["address"] == "optedOut"), (rejected.Unreachable, rejected.OptedOut));

        if (outcome is DeliveryOutcome.Deferred deferred && (string?)row["account"] == "stopped")
            Assert.Equal((60, true), (deferred.After!.Value.TotalSeconds, deferred.WholeAccount));

        if (outcome is DeliveryOutcome.Deferred late && (int?)row["afterSeconds"] is { } seconds)
            Assert.Equal(seconds, late.After!.Value.TotalSeconds);

        Assert.True(server.Requests.Count <= 1, $"{name}: sent {server.Requests.Count} times");
    }
}
